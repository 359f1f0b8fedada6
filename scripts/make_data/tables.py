"""Make penguins.csv and bikes.csv from two wheels; run once, by hand.

``pip download --no-deps palmerpenguins==0.1.6 ISLP==0.6.0`` and then
``python scripts/make_data/tables.py palmerpenguins*.whl islp*.whl``

Rows with a value that is missing are left out. What is kept is written in units that people use.
"""

import csv
import io
import sys
import zipfile
from pathlib import Path

FILES = Path(__file__).parents[2] / "nnlib" / "datasets" / "files"
PENGUINS = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")


def rows_of(wheel: str, name: str) -> list[dict[str, str]]:
    """Read a table out of a wheel, a row as a dict."""
    with zipfile.ZipFile(wheel) as file:
        return list(csv.DictReader(io.StringIO(file.read(name).decode())))


def penguin(row: dict[str, str]) -> dict[str, str]:
    """Keep the species and the four measurements."""
    return {name: row[name] for name in ("species", *PENGUINS)}


def hour(row: dict[str, str]) -> dict[str, str]:
    """Undo the scaling to shares, from 0 to 1, that the data came with."""
    return {
        "day": row["day"],
        "hour": row["hr"],
        "working_day": row["workingday"],
        "temperature_c": f"{47 * float(row['temp']) - 8:.1f}",
        "humidity_percent": f"{100 * float(row['hum']):.0f}",
        "wind_km_h": f"{67 * float(row['windspeed']):.0f}",
        "bikes": row["bikers"],
    }


def write(name: str, rows: list[dict[str, str]]) -> None:
    """Write a table into nnlib/datasets/files."""
    with FILES / name.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(penguins_wheel: str, bikes_wheel: str) -> None:
    """Read both wheels and write both tables."""
    penguins = rows_of(penguins_wheel, "palmerpenguins/data/penguins.csv")
    measured = [penguin(row) for row in penguins if "NA" not in {row[name] for name in PENGUINS}]
    write("penguins.csv", measured)
    hours = rows_of(bikes_wheel, "ISLP/data/Bikeshare.csv")
    # Air is never without water: the sensor was out of order.
    complete = [hour(row) for row in hours if float(row["hum"]) > 0]
    write("bikes.csv", complete)
    print(
        f"kept {len(measured)} of {len(penguins)} penguins, {len(complete)} of {len(hours)} hours"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
