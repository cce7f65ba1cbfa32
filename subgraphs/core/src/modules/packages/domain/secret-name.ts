const SECRET_NAME = /(^|[_-])(PASSWORD|PASSWD|PWD|SECRET|TOKEN|SEED|KEY)([_-]|$)/i;

/** Manifests cannot say what is secret, so the name of a parameter or variable decides. */
export function looksSecret(name: string): boolean {
  return SECRET_NAME.test(name);
}
