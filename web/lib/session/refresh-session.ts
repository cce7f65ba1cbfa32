import { BASE_PATH } from '../paths.ts';

type Fetch = typeof fetch;

/** Makes a function that renews the session's cookies; calls made while one is under way share its outcome. */
export function createSessionRefresh(fetchNow: Fetch): () => Promise<boolean> {
  let underWay: Promise<boolean> | null = null;
  return () => {
    underWay ??= renew(fetchNow).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

async function renew(fetchNow: Fetch): Promise<boolean> {
  try {
    const response = await fetchNow(`${BASE_PATH}/api/session/refresh`, { method: 'POST', credentials: 'same-origin' });
    return response.ok;
  } catch {
    return false;
  }
}
