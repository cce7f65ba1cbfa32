import type { Action } from '@wecube/kit';

/** A named set of actions that users hold. */
export type Role = {
  id: string;
  name: string;
  label: { en: string; zh: string };
  actions: readonly Action[];
  /** Ships with the product: it is read-only. */
  builtIn: boolean;
  version: number;
};

const NAME = /^[A-Z][A-Z0-9_]{1,63}$/;

/** A role's name is 2 to 64 capital letters, digits and underscores, and starts with a letter. */
export const isRoleName = (name: string): boolean => NAME.test(name);
