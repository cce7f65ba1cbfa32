/** Encrypts what the database must keep but nobody may read there. */
export interface SecretBox {
  seal(plain: string): string;
  open(sealed: string): string;
}
