import type { Problem } from '../../components/problems.tsx';
import { BASE_PATH } from '../../lib/paths.ts';

export type SignInAnswer =
  | { kind: 'signed-in'; mustChangePassword: boolean }
  | { kind: 'refused'; problems: Problem[] };

/** Signs in through the portal's own route, which keeps the tokens out of the page's reach. */
export async function signIn(username: string, password: string): Promise<SignInAnswer> {
  try {
    const response = await fetch(`${BASE_PATH}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
      body: JSON.stringify({ username, password }),
    });
    const body = (await response.json()) as { mustChangePassword?: boolean; problems?: Problem[] };
    if (!response.ok) return { kind: 'refused', problems: body.problems ?? [] };
    return { kind: 'signed-in', mustChangePassword: body.mustChangePassword ?? false };
  } catch {
    return { kind: 'refused', problems: [] };
  }
}

/** Ends the session here and goes to the sign-in page. */
export async function signOut(): Promise<void> {
  await fetch(`${BASE_PATH}/api/session`, { method: 'DELETE' }).catch(() => null);
  window.location.assign(`${BASE_PATH}/sign-in`);
}
