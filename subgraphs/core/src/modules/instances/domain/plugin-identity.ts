/** Who a package is towards the platform. The same for all its versions and instances. */
export type PluginIdentity = {
  packageName: string;
  /** `SYS_` and the package's name in capitals. */
  systemCode: string;
  /** PKCS#1 DER in base64; the platform checks sign-ins with it. */
  publicKey: string;
  /** PKCS#8 DER in base64 without armour; the plugin gets it as SUB_SYSTEM_KEY. */
  privateKey: string;
  /** Base64; signs the tokens between platform and plugin (HS512), for this package alone. */
  signingKey: string;
};

export const systemCodeOf = (packageName: string): string => `SYS_${packageName.toUpperCase()}`;
