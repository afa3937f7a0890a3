// "Near me": the device is asked when somebody presses the button, and only what the address then
// says goes to the server, to about ten metres; nothing is kept.

import type { AtlasConfig } from "./config";
import { element } from "./dom";
import type { Results } from "./results";

const DECIMALS = 4;
const PATIENCE_MS = 12_000;
const FRESH_MS = 60_000;
const BUTTON = "[data-near-me]";

/** What is asked anew once the field is filled in. */
type Asked = Pick<Results, "send" | "subscribe">;

/** Lets the button fill in where the visitor is. It may be put anew with the facets. */
export function startNearMe(form: HTMLFormElement, { strings, maxBounds }: AtlasConfig, results: Asked): void {
  if (!("geolocation" in navigator)) return;
  const said = element("p", { className: "near-said", attributes: { role: "status" } });
  const show = (): void => {
    const button = form.querySelector<HTMLElement>(BUTTON);
    if (button === null) return;
    button.hidden = false;
    if (!said.isConnected) button.after(said);
  };
  const say = (text: string): void => {
    said.textContent = text;
    show();
  };
  const take = ({ coords: { latitude: lat, longitude: lon } }: GeolocationPosition): void => {
    const [west, south, east, north] = maxBounds ?? [-180, -90, 180, 90];
    if (lat < south || lat > north || lon < west || lon > east) return say(strings.farAway);
    const field = form.querySelector<HTMLInputElement>('[name="naer"]');
    if (field === null) return;
    field.value = `${lat.toFixed(DECIMALS)},${lon.toFixed(DECIMALS)}`;
    results.send();
    say(strings.located);
  };
  form.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.target.closest(BUTTON) === null) return;
    say(strings.locating);
    navigator.geolocation.getCurrentPosition(take, () => say(strings.notLocated), {
      maximumAge: FRESH_MS,
      timeout: PATIENCE_MS,
    });
  });
  results.subscribe(show);
}
