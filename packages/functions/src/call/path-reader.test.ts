import { expect, it } from "vitest";
import { createPathReader } from "./path-reader.ts";

const called = { slug: "orders", method: "GET", rest: "/orders/ana@example.com" };
const operations = ["GET /orders/{who}", "PUT /carts/{id}\tfillCart"];

it("a path is told as its template, and the document is read once in five minutes", async () => {
  let reads = 0;
  const read = createPathReader(async () => {
    reads += 1;
    return operations;
  });
  expect(await read(called, 0)).toEqual({
    path: "/orders/{who}",
    operation: "GET /orders/{who}",
  });
  expect(await read({ ...called, rest: "/carts/4711" }, 299_999)).toEqual({
    path: "/carts/…",
    operation: "other",
  });
  expect(await read({ ...called, method: "PUT", rest: "/carts/4711" }, 299_999)).toEqual({
    path: "/carts/{id}",
    operation: "fillCart",
  });
  expect(reads).toBe(1);
  await read(called, 300_000);
  expect(reads).toBe(2);
});

it("a path is told as its beginning where the document cannot be read, or is none", async () => {
  const failing = createPathReader(() => Promise.reject(new Error("no table")));
  expect(await failing(called, 0)).toEqual({ path: "/orders/…", operation: "other" });
  expect(await createPathReader(async () => [])({ ...called, rest: "" }, 0)).toMatchObject({ path: "/" });
});
