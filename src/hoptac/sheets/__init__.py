"""Excel and CSV, in and out: files are taken apart in a limited child process; what leaves holds no live formula."""
