"""Durable state over SQLAlchemy: subscriptions and the record of every delivery."""

from bot.service.ports import StoreError
from bot.store.backup import back_up
from bot.store.engine import is_there
from bot.store.files import Copied
from bot.store.migrating import Standing, migrate, standing
from bot.store.restoring import restore
from bot.store.sql import SqlStore, open_store

__all__ = [
    "Copied",
    "SqlStore",
    "Standing",
    "StoreError",
    "back_up",
    "is_there",
    "migrate",
    "open_store",
    "restore",
    "standing",
]
