"""Which packages the wheel holds: the bot, and the shipped packs as its `bot.knowledge`.

All else is in `pyproject.toml`; there, packages of two roots would have to be listed one by one.
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["bot", "bot.*"]), "bot.knowledge", "bot.knowledge.schema"],
    package_dir={"bot.knowledge": "knowledge", "bot.knowledge.schema": "knowledge/schema"},
    package_data={
        "bot.knowledge": ["*.md", "**/*.yaml", "**/*.txt"],
        "bot.knowledge.schema": ["*.json"],
        "bot.store": ["migrations/*.mako"],
    },
)
