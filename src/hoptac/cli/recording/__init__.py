"""Acts from a JSONL file, one a line, through the same actions as the screens; all of them or none."""
