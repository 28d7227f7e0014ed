"""What a person can do about a recipe where they are: never edit the installed package."""

from pathlib import Path

from daylight.ingest.recipe import EMBEDDED, Recipe


def is_shipped(recipe: Recipe) -> bool:
    """Whether the recipe is one that came with Daylight."""
    return Path(recipe.path).resolve().is_relative_to(EMBEDDED)


def where_to_decide(recipe: Recipe) -> str:
    """Where to write a decision, as an order that ends without a full stop."""
    if not is_shipped(recipe):
        return f"Decide in {recipe.path}"
    return (
        f"The recipe {recipe.slug} came with Daylight and stays as it is. Decide in one of your "
        f'own: a file my_{recipe.slug}.toml that begins with the line extends = "{recipe.slug}" '
        "and holds only what you add, such as [codes.NAME.known]; then give that file in place "
        f"of the name {recipe.slug}"
    )
