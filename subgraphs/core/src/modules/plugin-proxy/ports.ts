/** What one package may reach, and how the proxy knows it. */
export type ProxyRule = { packageName: string; password: string; domains: readonly string[] };

/** A forward proxy that lets each user reach its own domains and refuses everything else. */
export interface ProxyServer {
  /** Address for clients, without user and password. */
  readonly url: string;
  /** Makes exactly these rules hold, also when they hold already. */
  apply(rules: readonly ProxyRule[]): Promise<void>;
}

export interface SecretBox {
  seal(plain: string): string;
  open(sealed: string): string;
}
