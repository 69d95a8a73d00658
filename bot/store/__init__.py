"""Durable state over SQLAlchemy: subscriptions and the record of every delivery."""

from bot.service.ports import StoreError
from bot.store.engine import is_there
from bot.store.sql import SqlStore, open_store

__all__ = ["SqlStore", "StoreError", "is_there", "open_store"]
