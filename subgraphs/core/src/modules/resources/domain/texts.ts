import { sayFrom } from '@wecube/kit';

/** Every sentence about resource servers and what is allocated on them, by code. */
export const RESOURCE_TEXTS = {
  NO_FREE_PORT: 'The host "{{host}}" has no free port left from {{first}} to {{last}}.',
  SERVER_NOT_FOUND: { says: 'There is no resource server {{id}}.', remedy: 'Look at the page Resources again.' },
  SERVER_NOT_DESCRIBED: {
    says: 'The platform does not know how "{{server}}" is reached.',
    remedy: 'Give it an address on the page Resources.',
  },
  SERVER_DISABLED: { says: '"{{server}}" is disabled.', remedy: 'Enable it on the page Resources, or use another.' },
  SERVER_NAME_TAKEN: { says: 'There is already a server "{{server}}".', remedy: 'Choose another name.' },
  SERVER_NAME_RESERVED: {
    says: 'The name "{{server}}" belongs to a server that the settings of the platform may describe.',
    remedy: 'Choose another name.',
  },
  SERVER_NAME_INVALID: 'A name has 1 to {{most}} letters, digits, ".", "_" and "-", and begins with a letter or digit.',
  'SERVER_ENDPOINT_INVALID.DOCKER': {
    says: '"{{endpoint}}" is no address of a Docker engine.',
    remedy:
      'Write unix:///var/run/docker.sock, tcp://host:2376 (TLS with a client certificate) or ssh://user@host:22/var/run/docker.sock. Without TLS an engine is not used: whoever reaches it owns its machine.',
  },
  'SERVER_ENDPOINT_INVALID.MYSQL': {
    says: '"{{endpoint}}" is no address of a MySQL server.',
    remedy: 'Write mysql://host:3306, without user and password.',
  },
  'SERVER_ENDPOINT_INVALID.S3': {
    says: '"{{endpoint}}" is no address of an S3 server.',
    remedy: 'Write https://host:9000 or http://host:9000, without a bucket.',
  },
  'SERVER_ENDPOINT_INVALID.SQUID': {
    says: '"{{endpoint}}" is no address of a Squid.',
    remedy: 'Write http://host:3128, without user and password.',
  },
  SERVER_ADDRESS_INVALID: {
    says: 'Ports of containers cannot be published at "{{address}}".',
    remedy: 'Give the one IP address of that machine at which the platform reaches it.',
  },
  'SERVER_PIN_NEEDED.tls': {
    says: 'Nothing says which certificate the engine must show.',
    remedy: 'Give its certificate, or that of the authority that signed it, in PEM.',
  },
  'SERVER_PIN_NEEDED.ssh': {
    says: 'Nothing says which SSH host key the machine must show.',
    remedy:
      'Give a line of ssh-keyscan without its name, or the SHA256: fingerprint that ssh-keygen -l tells on the machine.',
  },
  'SERVER_PIN_INVALID.tls': 'What is pinned holds no certificate in PEM.',
  'SERVER_PIN_INVALID.ssh': 'What is pinned is neither an SSH host key nor a SHA256: fingerprint.',
  SERVER_CREDENTIALS_NEEDED: { says: 'To sign in it takes {{fields}}.', remedy: 'Fill them in.' },
  'SERVER_CREDENTIALS_NEEDED.moved': {
    says: 'The server is reached elsewhere from now on, and what signs in was given for the old place only.',
    remedy: 'Give what signs in again.',
  },
  SERVER_CONTROL_INVALID: {
    says: '"{{control}}" does not say how the machine of the Squid is reached.',
    remedy: 'Write ssh://user@host:22.',
  },
  SERVER_FOLDER_INVALID: {
    says: '"{{folder}}" is no folder for the list of the Squid.',
    remedy: 'Give the whole path of the folder that its squid.conf includes, such as /etc/squid/wecube.',
  },
  SERVER_FOLDER_FORBIDDEN: {
    says: 'On {{server}} the folder {{folder}} cannot be written: {{reason}}',
    remedy: 'Make the folder, and give it to the user of the platform there.',
  },
  SERVER_LABEL_INVALID: '"{{label}}" is no label: at most {{most}} words, each alone or with a value such as zone=a.',
  SERVER_CAPACITY_INVALID: 'A capacity is a number above 0; without one there is no limit.',
  SERVER_CHANGED: {
    says: 'Somebody changed "{{server}}" since you looked. Nothing was changed.',
    remedy: 'Look at it again, then repeat your change.',
  },
  SERVER_OF_SETTINGS: {
    says: '"{{server}}" is described by the settings of the platform. Nothing was changed.',
    remedy: 'Change the setting and start the platform again. Labels, capacity and state can be changed here.',
  },
  SERVER_IN_USE: {
    says: '{{count}} things are allocated on "{{server}}": {{items}}. Nothing was removed.',
    one: 'Something is allocated on "{{server}}": {{items}}. Nothing was removed.',
    remedy: 'Remove them first, or disable the server so that nothing new is put on it.',
  },
  SERVER_FULL: { says: '"{{server}}" has its {{most}} already.', remedy: 'Raise its capacity, or add another server.' },
  SERVER_NONE_FREE: {
    says: 'No server has room. {{reasons}}',
    remedy: 'Enable one, raise its capacity, or add another on the page Resources.',
  },
  SERVER_CHOSEN_BEFORE: {
    says: '{{package}} has what it keeps on "{{server}}", and it is not moved.',
    remedy: 'Choose that server, or none.',
  },
  SERVER_RIGHTS_MISSING: {
    says: '{{user}} may not make schemas and users on {{server}}.',
    remedy: 'GRANT ALL PRIVILEGES ON *.* TO the user WITH GRANT OPTION.',
  },
  SERVER_NOT_THAT: {
    says: '{{server}} answers, but not as it should: {{reason}}',
    remedy: 'See that the address is that of the right server.',
  },
  SERVER_NO_SOCKET: {
    says: 'There is no socket at {{server}}.',
    remedy: 'See that Docker is installed and started there, and that the path is right.',
  },
  'SERVER_NO_SOCKET.ssh': {
    says: 'On {{server}} nothing answers at {{path}}, or {{user}} may not open it.',
    remedy: 'See that Docker is installed and started there, and that the user belongs to the group of the socket.',
  },
  SERVER_FORWARDING_FORBIDDEN: {
    says: 'The sshd at {{server}} forwards no sockets.',
    remedy: 'Set AllowStreamLocalForwarding to yes (or local) in its sshd_config.',
  },
  SERVER_SOCKET_FORBIDDEN: {
    says: "The platform's user may not open {{server}}.",
    remedy: 'Add it to the group that owns the socket.',
  },
  SERVER_REFUSED: { says: 'Nothing listens at {{server}}.', remedy: 'Start the server, or correct its address.' },
  SERVER_NAME_UNKNOWN: { says: 'The name in {{server}} is not known.', remedy: 'Correct the name, or see to the DNS.' },
  SERVER_NO_ROUTE: { says: 'No way leads to {{server}}.', remedy: 'See to the network and its firewalls.' },
  SERVER_SILENT: {
    says: '{{server}} did not answer in time.',
    remedy: 'See that it works, and that no firewall stands between.',
  },
  SERVER_ENDED: { says: '{{server}} ended the connection.', remedy: 'Look into its log.' },
  SERVER_FAILED: { says: '{{server}} answered with an error: {{reason}}', remedy: 'Look into its log.' },
  SERVER_TLS_NOT_PINNED: {
    says: '{{server}} does not show the pinned certificate, nor one that it signed: {{reason}}',
    remedy: 'If the certificate was renewed, pin the new one; else somebody else answers there.',
  },
  SERVER_HOST_KEY_NOT_PINNED: {
    says: '{{server}} shows the SSH host key {{found}}, which is not the pinned one.',
    remedy: 'Compare it with the key on the machine itself; pin it when it is the same.',
  },
  SERVER_LOGIN_REFUSED: {
    says: '{{server}} refused the sign-in as {{user}}.',
    remedy: 'Correct the user, the password or the key.',
  },
  'SERVER_LOGIN_REFUSED.certificate': {
    says: '{{server}} refused the client certificate: {{reason}}',
    remedy: 'Give a certificate that the authority of that server signed, with its key.',
  },
  SERVER_TOO_OLD: {
    says: '{{server}} has version {{version}}; it must be {{least}} or newer.',
    remedy: 'Upgrade it.',
  },
} as const;

export const sayResource = sayFrom(RESOURCE_TEXTS);
