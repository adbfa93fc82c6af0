"""A classifier of irises in LitServe that takes LATENCY_SECONDS longer than it needs. Arguments: port, number of workers."""

import os
import sys
import time

import litserve

LATENCY_SECONDS = float(os.environ["LATENCY_SECONDS"])


class Classifier(litserve.LitAPI):
    def setup(self, device):
        # here, as only the workers need it; LitServe starts other processes, which read this file, too
        from sklearn.datasets import load_iris
        from sklearn.linear_model import LogisticRegression

        self.model = LogisticRegression(max_iter=1000).fit(*load_iris(return_X_y=True))

    def decode_request(self, request):
        return request["data"]

    def predict(self, flowers):
        time.sleep(LATENCY_SECONDS)
        return self.model.predict(flowers).tolist()

    def encode_response(self, kinds):
        return {"kinds": kinds}


if __name__ == "__main__":
    port, workers = map(int, sys.argv[1:])
    server = litserve.LitServer(Classifier(), accelerator="cpu", devices=1, workers_per_device=workers)
    server.run(host="127.0.0.1", port=port, num_api_servers=1, log_level="warning", generate_client_file=False)
