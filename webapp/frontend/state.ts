// What a visitor chose, kept in the address, so that every view of the atlas is a link.

/** Where the map looks: centre in degrees (WGS84) and Leaflet's zoom. */
export interface View {
  readonly zoom: number;
  readonly lat: number;
  readonly lon: number;
}

/**
 * `query`: what the visitor searches and filters by, as the address states it; the server answers
 * it. `layers`: the switchable layers that are on; null where nobody touched them.
 */
export interface State {
  readonly query: string;
  readonly layers: readonly string[] | null;
  readonly view: View | null;
}

type Listener = (state: State, before: State | null) => void;

const LAYERS = "lag";
const NO_LAYER = "ingen";
const VIEW = /^#kort=(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/;

/** Returns the state that an address states. */
export function readState(url: URL): State {
  const layers = url.searchParams.getAll(LAYERS);
  const [, zoom, lat, lon] = VIEW.exec(url.hash) ?? [];
  const query = new URLSearchParams(url.searchParams);
  query.delete(LAYERS);
  return {
    query: query.toString(),
    layers: layers.length === 0 ? null : layers.filter((code) => code !== NO_LAYER),
    view: lon === undefined ? null : { zoom: Number(zoom), lat: Number(lat), lon: Number(lon) },
  };
}

/** Returns the address of a state. */
export function writeState(url: URL, state: State): URL {
  const address = new URL(url);
  const query = new URLSearchParams(state.query);
  const layers = state.layers?.length === 0 ? [NO_LAYER] : (state.layers ?? []);
  for (const layer of layers) query.append(LAYERS, layer);
  address.search = query.toString();
  if (state.view !== null) address.hash = hashOf(state.view);
  return address;
}

function hashOf({ zoom, lat, lon }: View): string {
  return `#kort=${Number(zoom.toFixed(2))}/${lat.toFixed(5)}/${lon.toFixed(5)}`;
}

/** The one place that reads and writes the address; Back and Forward go through it, too. */
export class StateStore {
  private current = readState(new URL(location.href));
  private readonly listeners: Listener[] = [];

  constructor() {
    window.addEventListener("popstate", () => {
      const state = readState(new URL(location.href));
      // A link to a part of the page says nothing of the map.
      this.become(location.hash === "" ? state : { ...state, view: state.view ?? this.current.view });
    });
  }

  get state(): State {
    return this.current;
  }

  /** Calls `listener` now and after every change, with the state before it. */
  subscribe(listener: Listener): void {
    this.listeners.push(listener);
    listener(this.current, null);
  }

  /** Takes a choice of the visitor over, as a step that Back undoes. */
  choose(change: Partial<Pick<State, "query" | "layers">>): void {
    const state = { ...this.current, ...change };
    history.pushState(null, "", writeState(new URL(location.href), state));
    this.become(state);
  }

  /** Notes where the map looks; no step of its own, since Back would then only pan. */
  look(view: View): void {
    const state = { ...this.current, view };
    try {
      history.replaceState(history.state, "", writeState(new URL(location.href), state));
    } catch {
      // Some browsers allow a hundred in half a minute; the next view is noted again.
    }
    this.become(state);
  }

  private become(state: State): void {
    const before = this.current;
    this.current = state;
    for (const listener of this.listeners) listener(state, before);
  }
}

/** Lets the links to other languages carry the state along. */
export function keepStateIn(links: Iterable<HTMLAnchorElement>, store: StateStore): void {
  const all = [...links];
  store.subscribe(({ view }) => {
    for (const link of all) {
      link.search = location.search;
      // A link to a part of the page took the map's place in the address, and not the map's view.
      link.hash = view === null ? location.hash : hashOf(view);
    }
  });
}
