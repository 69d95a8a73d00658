"""Which packages the wheel holds: the bot, and the shipped packs as its `bot.knowledge`.

All else is in `pyproject.toml`; there, packages of two roots would have to be listed one by one.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["bot", "bot.*"]), "bot.knowledge"],
    package_dir={"bot.knowledge": "knowledge"},
    package_data={
        "bot": ["locale/*/LC_MESSAGES/*.po"],
        "bot.knowledge": ["*/*.md", "*/*.txt", "**/*.yaml"],
        "bot.authoring.exporting": ["*.css", "*.js", "*.jinja"],
        "bot.store": ["migrations/*.mako"],
    },
)
