"""What routes share: the library and the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from api.http.parsing import Readers
from api.http.stage import Stage
from api.metrics import Metrics
from api.settings import Settings
from retriever.library import Library

if TYPE_CHECKING:
    from api.writing.model_writer import ModelWriter


# Coroutines: FastAPI runs plain functions in a thread each, which waits for its turn.


async def _stage(request: Request) -> Stage:
    stage: Stage = request.app.state.stage
    return stage


async def _library(request: Request) -> Library:
    stage: Stage = request.app.state.stage
    return await stage.library()


async def _metrics(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _writer(request: Request) -> ModelWriter | None:
    writer: ModelWriter | None = request.app.state.writer
    return writer


async def _readers(request: Request) -> Readers:
    readers: Readers = request.app.state.readers
    return readers


LibraryDep = Annotated[Library, Depends(_library)]
SettingsDep = Annotated[Settings, Depends(_settings)]
StageDep = Annotated[Stage, Depends(_stage)]
MetricsDep = Annotated[Metrics, Depends(_metrics)]
WriterDep = Annotated["ModelWriter | None", Depends(_writer)]
ReadersDep = Annotated[Readers, Depends(_readers)]
