// The list of records: which of them the map points at, and the way from each to the map.

/** What the list asks the map to do; a place is a point in degrees (WGS84). */
export interface MapActions {
  show(place: ListedPlace, id: string): void;
  highlight(place: ListedPlace | null): void;
}

export interface ListedPlace {
  readonly lat: number;
  readonly lon: number;
}

const ROW = "[data-record][data-place-key]";

export class RecordList {
  private current: ReadonlySet<string> = new Set();

  /** Marks the records that the open popup is about. */
  markCurrent(ids: ReadonlySet<string>): void {
    this.current = ids;
    for (const row of rows()) row.classList.toggle("is-current", ids.has(row.dataset["record"] ?? ""));
  }

  /** Shows the buttons of rows that came anew, and marks those that the popup is about. */
  renew(): void {
    for (const row of rows()) {
      const button = row.querySelector<HTMLElement>("[data-show-on-map]");
      if (button !== null) button.hidden = placeOf(row) === null;
    }
    this.markCurrent(this.current);
  }

  /** Connects the rows with the map, those to come as well. */
  connect(map: MapActions): void {
    document.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("[data-show-on-map]") : null;
      const row = button?.closest<HTMLElement>(ROW);
      const place = row === null || row === undefined ? null : placeOf(row);
      if (place !== null) map.show(place, row?.dataset["record"] ?? "");
    });
    for (const name of ["mouseover", "focusin"]) {
      document.addEventListener(name, ({ target }) => {
        const row = target instanceof Element ? target.closest<HTMLElement>(ROW) : null;
        map.highlight(row === null ? null : placeOf(row));
      });
    }
    this.renew();
  }
}

function rows(): Iterable<HTMLElement> {
  return document.querySelectorAll<HTMLElement>(ROW);
}

function placeOf(row: HTMLElement): ListedPlace | null {
  const [lat, lon] = (row.dataset["placeKey"] ?? "").split(",").map(Number);
  return lat === undefined || lon === undefined ? null : { lat, lon };
}
