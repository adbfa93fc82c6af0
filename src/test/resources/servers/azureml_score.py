"""A scoring script of Azure Machine Learning: a classifier of irises that takes LATENCY_SECONDS longer than it needs."""

import json
import os
import time

from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

LATENCY_SECONDS = float(os.environ["LATENCY_SECONDS"])

model = None


def init():
    global model
    model = LogisticRegression(max_iter=1000).fit(*load_iris(return_X_y=True))


def run(raw_data):
    time.sleep(LATENCY_SECONDS)
    return model.predict(json.loads(raw_data)["data"]).tolist()
