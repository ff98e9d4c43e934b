// A picture to paste: button[data-png] holds the address of a chart's SVG; the browser paints it twice as large and saves it. Nothing leaves the machine.
export function start(root) {
  for (const button of root.querySelectorAll("button[data-png]")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-png]");
    if (button) save(button);
  });
}

async function save(button) {
  button.disabled = true;
  try {
    const answer = await fetch(button.dataset.png, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(await answer.text());
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    hand(await new Promise((done) => canvas.toBlob(done, "image/png")), button.dataset.pngName + ".png");
  } catch (error) {
    document.dispatchEvent(new Event("htmx:sendError"));
  } finally {
    button.disabled = false;
  }
}

function hand(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
