/** A person who may sign in. The password hash is no part of it and leaves this module nowhere. */
export type User = {
  id: string;
  /** Lower case; unique. */
  username: string;
  displayName: string;
  email: string | null;
  roleIds: readonly string[];
  /** Set while the password is one that the platform generated. */
  mustChangePassword: boolean;
  disabled: boolean;
  createdAt: Date;
  version: number;
};

const USERNAME = /^[a-z0-9][a-z0-9._@-]{1,63}$/;

/** Usernames are the same in any case. */
export const normaliseUsername = (username: string): string => username.trim().toLowerCase();

/** 2 to 64 letters, digits and . _ @ -, starting with a letter or a digit. Expects a normalised name. */
export const isUsername = (username: string): boolean => USERNAME.test(username);

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const isEmail = (email: string): boolean => email.length <= 254 && EMAIL.test(email);
