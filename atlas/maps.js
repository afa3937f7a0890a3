// Draws the atlas's features in notebooks and stand-alone files. Text only ever becomes text:
// nothing of a record is read as HTML or as code.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const SIGN_BOX = 24;

function svg(name, attributes, parent) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (parent) parent.append(element);
  return element;
}

// A sign on its round ground; a dashed ring says that the place is only about right.
function atlasSign(sign, approximate) {
  const root = svg("svg", { viewBox: "-20 -20 40 40", width: 36, height: 36, "aria-hidden": "true" });
  if (approximate) {
    svg("circle", { r: 18, fill: "#fff", "fill-opacity": 0.6, stroke: sign.colour,
      "stroke-width": 1.5, "stroke-dasharray": "3 3" }, root);
  }
  svg("circle", { r: 13, fill: sign.colour, stroke: "#fff", "stroke-width": 2 }, root);
  if (sign.count > 1) {
    const text = svg("text", { "text-anchor": "middle", y: 5, fill: sign.ink,
      "font-size": 14, "font-weight": 700 }, root);
    text.textContent = sign.count;
  } else {
    svg("path", { d: sign.path, fill: sign.ink, "fill-rule": "evenodd",
      transform: `scale(0.7) translate(${-SIGN_BOX / 2} ${-SIGN_BOX / 2})` }, root);
  }
  return root;
}

function atlasMarker(feature, latlng) {
  const { sign, approximate, title } = atlasDrawn[feature.properties.drawn];
  const icon = L.divIcon({ className: "atlas-sign", iconSize: [36, 36], html: atlasSign(sign, approximate) });
  return L.marker(latlng, { icon, title, alt: title });
}

function atlasText(feature, layer) {
  const { heading, lines } = atlasDrawn[feature.properties.drawn];
  const popup = document.createElement("div");
  popup.append(Object.assign(document.createElement("strong"), { textContent: heading }));
  for (const line of lines) {
    popup.append(Object.assign(document.createElement("p"), { textContent: line }));
  }
  layer.bindPopup(popup, { maxHeight: 280 });
}

function atlasLegend(map, title, entries) {
  const legend = L.control({ position: "bottomleft" });
  legend.onAdd = () => {
    const box = L.DomUtil.create("div", "atlas-legend");
    box.append(Object.assign(document.createElement("strong"), { textContent: title }));
    for (const entry of entries) {
      const row = document.createElement("div");
      row.append(atlasSign(entry.sign, false),
        Object.assign(document.createElement("span"), { textContent: entry.label }));
      box.append(row);
    }
    return box;
  };
  legend.addTo(map);
}
