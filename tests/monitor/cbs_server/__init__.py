from .server import CbsServer

__all__ = ["CbsServer"]
