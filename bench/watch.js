// Notes on a page when its map can be used and when it is finished, for bench/first_visit.py.
(() => {
  const MIDDLE_PX = 75;
  const LOOK_MS = 60;
  const found = (window.atlasFound = {});
  let told;

  function config() {
    const block = document.getElementById("map-config");
    if (told === undefined && block !== null) told = JSON.parse(block.textContent);
    return told ?? {};
  }

  // How many pixels in the map's middle have exactly the colour of a larger street.
  function streets() {
    const canvas = document.querySelector(".leaflet-ground-pane canvas");
    if (canvas === null || canvas.width === 0) return false;
    const [map, box] = [document.querySelector("[data-map]"), canvas].map((one) => one.getBoundingClientRect());
    const sharpness = canvas.width / box.width;
    const x = (map.left + map.width / 2 - box.left - MIDDLE_PX) * sharpness;
    const y = (map.top + map.height / 2 - box.top - MIDDLE_PX) * sharpness;
    const size = Math.round(2 * MIDDLE_PX * sharpness);
    const { data } = canvas.getContext("2d").getImageData(x, y, size, size);
    const style = getComputedStyle(document.documentElement);
    const fills = [1, 2, 3].map((rank) => style.getPropertyValue(`--ground-street-${rank}-fill`).trim());
    const wanted = fills.map((fill) => parseInt(fill.slice(1), 16));
    let seen = 0;
    for (let at = 0; at < data.length; at += 4) {
      if (wanted.includes((data[at] << 16) | (data[at + 1] << 8) | data[at + 2])) seen += 1;
    }
    return seen > 30 * sharpness;
  }

  // Whether the pictures of a raster map have come: all of them, or those in its middle.
  function pictures(middle) {
    const map = document.querySelector("[data-map]").getBoundingClientRect();
    const [x, y] = [map.left + map.width / 2, map.top + map.height / 2];
    const tiles = [...document.querySelectorAll(".map-tiles img")].filter((tile) => {
      const { left, right, top, bottom } = tile.getBoundingClientRect();
      return !middle || (left < x + MIDDLE_PX && right > x - MIDDLE_PX && top < y + MIDDLE_PX && bottom > y - MIDDLE_PX);
    });
    return tiles.length > 0 && tiles.every((tile) => tile.complete && tile.naturalWidth > 0);
  }

  // The map names the basemap's own sources once all tiles of the view are drawn.
  function drawn() {
    const { basemap, attribution } = config();
    const own = basemap.attribution.split("; ").filter((one) => !attribution.split("; ").includes(one));
    const named = document.querySelector(".map-attribution")?.textContent ?? "";
    return own.length > 0 && own.every((one) => named.includes(one));
  }

  function look() {
    // The map tells how many marks it has once they are drawn on their canvas.
    if (Number(document.querySelector("[data-map]")?.dataset.marks ?? 0) > 0) {
      const raster = Boolean(config().tiles);
      if (raster ? pictures(true) : streets()) found.usable ??= performance.now();
      if (raster ? pictures(false) : drawn()) found.finished ??= performance.now();
    }
    if (found.usable === undefined || found.finished === undefined) setTimeout(look, LOOK_MS);
  }

  document.addEventListener("DOMContentLoaded", () => setTimeout(look, LOOK_MS));
})();
