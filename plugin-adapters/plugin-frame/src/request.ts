import axios, { type AxiosError, type AxiosInstance, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import type { TokenKeeper } from './token-keeper.ts';

/** Answers of plugins may take half an hour. */
const TIMEOUT_MS = 30 * 60_000;

export type Envelope = { status?: string; message?: string; data?: unknown };
type Repeated = InternalAxiosRequestConfig & { wecubeRepeated?: boolean };

/**
 * `window.request` of the protocol: axios whose calls carry this page's token and give the body of the answer. What was
 * refused is said to the person, and gives no data instead of an exception.
 */
export function createRequest(tokens: TokenKeeper, warn: (message: string) => void): AxiosInstance {
  const request = axios.create({ baseURL: '', withCredentials: false, timeout: TIMEOUT_MS });
  request.interceptors.request.use(async (config) => {
    config.headers.set('Authorization', `Bearer ${await tokens.fresh()}`);
    return config;
  });
  request.interceptors.response.use(
    (response) => bodyOf(response, warn),
    async (error: AxiosError<Envelope>) => {
      const config = error.config as Repeated | undefined;
      if (error.response?.status === 401 && config && !config.wecubeRepeated) {
        await tokens.renew();
        return request({ ...config, wecubeRepeated: true } as Repeated);
      }
      warn(error.response?.data?.message ?? error.message);
      return { data: undefined } as unknown as AxiosResponse;
    },
  );
  return request;
}

function bodyOf({ data }: AxiosResponse<Envelope>, warn: (message: string) => void): AxiosResponse {
  if (data?.status === 'ERROR') warn(messageOf(data));
  return data as unknown as AxiosResponse;
}

/** Some answers tell a fault for each row. */
function messageOf({ message, data }: Envelope): string {
  const rows = Array.isArray(data) ? (data as { errorMessage?: string }[]).map((row) => row?.errorMessage) : [];
  const told = rows.filter(Boolean);
  return told.length > 0 ? told.join('\n') : (message ?? '');
}
