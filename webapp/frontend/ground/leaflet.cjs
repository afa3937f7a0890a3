// Leaflet as a notebook's page has it already; stands for the package in notebook.ts.
module.exports = window.L;
