"""A scoring service in FastAPI that takes LATENCY_SECONDS for an answer, for any number of requests at a time."""

import asyncio
import os

from fastapi import FastAPI

LATENCY_SECONDS = float(os.environ["LATENCY_SECONDS"])

app = FastAPI()


@app.post("/score")
async def score():
    await asyncio.sleep(LATENCY_SECONDS)
    return {"score": 0.5}
