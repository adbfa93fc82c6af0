"""A scoring service in Flask that takes LATENCY_SECONDS for an answer. It sleeps, so that it needs no CPU."""

import os
import time

from flask import Flask, jsonify

LATENCY_SECONDS = float(os.environ["LATENCY_SECONDS"])

app = Flask(__name__)


@app.route("/score", methods=["POST"])
def score():
    time.sleep(LATENCY_SECONDS)
    return jsonify(score=0.5)
