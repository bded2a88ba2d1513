"""Python's http.server, which answers as it is told under /_script/ and tells there what it has seen."""

import base64
import json
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOCK = threading.Lock()
PARTS = {}
NAME = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def part(name):
    with LOCK:
        return PARTS.setdefault(name, {"answer": {}, "seen": [], "gate": threading.Event()})


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_arguments):
        pass

    def read_body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def script(self):
        _, _, verb, name = self.path.split("/")
        its = part(name)
        body = self.read_body()
        if verb == "answers":
            its["answer"] = json.loads(body)
        if verb == "release":
            its["gate"].set()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(its["seen"]).encode())

    def answer(self):
        if self.path.startswith("/_script/"):
            return self.script()
        its = part(NAME.search(self.path).group())
        text = self.read_body()
        body = base64.b64encode(text).decode()
        its["seen"].append(
            {"method": self.command, "target": self.path, "headers": self.headers.items(), "body": body}
        )
        answer = its["answer"]
        if "refuses" in answer and answer["refuses"].encode() in text:
            answer = {"status": 400, "pieces": ["e30="]}
        if answer.get("hangsUp"):
            self.close_connection = True
            return None
        for status in answer.get("interim", []):
            self.send_response_only(status)
            self.end_headers()
        self.send_response(answer.get("status", 200))
        for name, value in answer.get("headers", []):
            self.send_header(name, value)
        self.end_headers()
        for index, piece in enumerate(answer.get("pieces", [])):
            if index == 1 and answer.get("held"):
                its["gate"].wait()
            self.wfile.write(base64.b64decode(piece))
            self.wfile.flush()
        return None

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = answer


class Server(ThreadingHTTPServer):
    daemon_threads = True


SERVER = Server(("127.0.0.1", 0), Handler)
sys.stdout.write(f"{SERVER.server_address[1]}\n")
sys.stdout.flush()
SERVER.serve_forever()
