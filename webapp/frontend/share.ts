// A page's own link, to pass on: copied, or handed to what the device has for sending. The link
// itself stands on the page, so that nobody needs the buttons.

/** Brings the buttons to life of every place on the page where its link stands, if the browser can. */
export function startSharing(root: ParentNode): void {
  for (const place of root.querySelectorAll<HTMLElement>("[data-share]")) {
    const link = place.querySelector<HTMLAnchorElement>("[data-share-link]");
    if (link === null) continue;
    // Where the site's own address is not set, the browser knows it.
    if (link.textContent.trim().startsWith("/")) link.textContent = link.href;
    const said = place.querySelector<HTMLElement>("[data-share-said]");
    offer(place, "[data-share-copy]", "clipboard" in navigator, async () => {
      await copy(link, place, said);
    });
    offer(place, "[data-share-send]", "share" in navigator, () => send(link));
  }
}

function offer(place: HTMLElement, which: string, can: boolean, act: () => Promise<void>): void {
  const button = place.querySelector<HTMLButtonElement>(which);
  if (button === null || !can) return;
  button.hidden = false;
  button.addEventListener("click", () => void act());
}

async function copy(link: HTMLAnchorElement, place: HTMLElement, said: HTMLElement | null): Promise<void> {
  const { copied = "", failed = "" } = place.dataset;
  const done = await navigator.clipboard.writeText(link.href).then(
    () => true,
    () => false,
  );
  if (said !== null) said.textContent = done ? copied : failed;
}

async function send(link: HTMLAnchorElement): Promise<void> {
  const title = document.querySelector("h1")?.textContent.trim() ?? document.title;
  try {
    await navigator.share({ title, url: link.href });
  } catch {
    // Whoever closes the device's own window has changed their mind, and is told nothing.
  }
}
