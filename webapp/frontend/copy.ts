// A text to copy: it stands on the page to be marked by hand, and a button does it where it can.

/** Brings the buttons to life that copy the text of their place. */
export function startCopying(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-copy]")) {
    const [text, button] = [place.querySelector("textarea"), place.querySelector<HTMLElement>("[data-copy-button]")];
    const said = place.querySelector("[data-copy-said]");
    if (text === null || button === null || said === null || !("clipboard" in navigator)) continue;
    const { copied = "", failed = "" } = place.dataset;
    button.hidden = false;
    button.addEventListener("click", () => {
      text.select();
      void navigator.clipboard.writeText(text.value).then(
        () => {
          said.textContent = copied;
        },
        () => {
          said.textContent = failed;
        },
      );
    });
  }
}
