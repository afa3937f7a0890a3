// Holds the points back until the map stands without them, and notes how long they take to be
// painted; then counts frames. For bench/points.py.
(() => {
  const POINTS = /\/kort\/bench-\d+\.json$/;
  const found = (window.atlasPoints = { frames: [] });
  const { fetch } = window;

  window.fetch = async (address, ...more) => {
    const answer = await fetch(address, ...more);
    if (!POINTS.test(String(address))) return answer;
    const text = await answer.text();
    await new Promise((go) => {
      found.go = go;
    });
    found.begun = performance.now();
    return new Response(text);
  };

  // The marks do not bubble up, but they can be seen on their way down.
  document.addEventListener("atlas:marks", () => {
    if (found.begun === undefined || found.painted !== undefined) return;
    requestAnimationFrame(() => setTimeout(() => {
      found.painted = performance.now() - found.begun;
    }));
  }, true);

  found.record = () => {
    let last = performance.now();
    found.recording = true;
    const frame = (now) => {
      found.frames.push(now - last);
      last = now;
      if (found.recording) requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(frame);
    });
  };

  // The usual way: a marker of Leaflet's for each point, on a map of the same size.
  found.markers = async (points) => {
    const place = document.querySelector("[data-map]");
    const { width, height } = place.getBoundingClientRect();
    const frame = document.createElement("div");
    Object.assign(frame.style, { position: "fixed", inset: "0 auto auto 0", width: `${width}px`, height: `${height}px`, zIndex: 9999 });
    document.body.append(frame);
    const map = window.L.map(frame).setView([55.68, 12.55], 12);
    await new Promise((settled) => setTimeout(settled, 500));
    const begun = performance.now();
    for (const [lat, lon] of JSON.parse(points)) window.L.marker([lat, lon]).addTo(map);
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    const took = performance.now() - begun;
    const nodes = frame.querySelectorAll("*").length;
    map.remove();
    frame.remove();
    return { took, nodes };
  };
})();
