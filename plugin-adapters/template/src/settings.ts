/** What the platform tells the program by its environment; the manifest names every one of them. */
export type Settings = {
  port: number;
  host: string;
  dataFolder: string;
  /** Who signs when a call does not say. */
  signature: string;
  /** Base64; empty lets everybody in, which only a developer's machine may do. */
  signingKey: string;
  gatewayUrl: string;
  systemCode: string;
  /** PKCS#8, base64. */
  systemKey: string;
};

export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  return {
    port: Number(environment['PORT'] || 8080),
    host: environment['HOST'] || '127.0.0.1',
    dataFolder: environment['DATA_DIR'] || './data',
    signature: environment['SIGNATURE'] || 'ops',
    signingKey: environment['JWT_SIGNING_KEY'] || '',
    gatewayUrl: environment['GATEWAY_URL'] || '',
    systemCode: environment['SUB_SYSTEM_CODE'] || '',
    systemKey: environment['SUB_SYSTEM_KEY'] || '',
  };
}
