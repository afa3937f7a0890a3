// Long work done in slices, so that the map can be moved meanwhile.

/** What is left of a frame beside the drawing itself. */
const SLICE_MS = 6;

/** Work that can be interrupted at each step, and what comes of it. */
export type Work<T> = Generator<undefined, T>;

/** Does the work slice by slice and hands on what comes of it; returns how to call it off. */
export function inSlices<T>(work: Work<T>, done: (result: T) => void): () => void {
  const go = (): void => {
    const end = performance.now() + SLICE_MS;
    do {
      const step = work.next();
      if (step.done === true) {
        done(step.value);
        return;
      }
    } while (performance.now() < end);
    timer = window.setTimeout(go);
  };
  let timer = window.setTimeout(go);
  return () => window.clearTimeout(timer);
}

/** Does the rest of the work at once. */
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
