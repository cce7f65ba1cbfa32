import { BASE_PATH, safeReturnPath } from '../paths.ts';

/** Leaves for the sign-in page and remembers where to come back to. A full load, so that nothing of the old session stays. */
export function goToSignIn(): void {
  const { pathname, search } = window.location;
  if (pathname.startsWith(`${BASE_PATH}/sign-in`)) return;
  const back = safeReturnPath(pathname.slice(BASE_PATH.length) + search);
  window.location.assign(`${BASE_PATH}/sign-in${back === '/' ? '' : `?return=${encodeURIComponent(back)}`}`);
}
