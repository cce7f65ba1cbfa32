export function isAuthorized(header: string | undefined, signingKey: string, now?: number): boolean;
