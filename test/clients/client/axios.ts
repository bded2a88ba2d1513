import { Agent } from "node:http";
import axiosClient from "axios";
import { type Client, readPieces, valuesOf, withKey } from "./client.ts";

const httpAgent = new Agent({ keepAlive: true, maxSockets: 1 });

export const axios: Client = async (sent) => {
  const { url, method = "GET", body, onPiece } = sent;
  const { status, headers, data } = await axiosClient.request({
    httpAgent,
    url,
    method,
    headers: withKey(sent),
    ...(body === undefined ? {} : { data: body }),
    responseType: "stream",
    decompress: false,
    maxRedirects: 0,
    validateStatus: () => true,
  });
  return {
    status,
    headers: valuesOf(headers as Record<string, string | string[]>),
    body: await readPieces(data, onPiece),
  };
};
