'use client';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../lib/language/language-provider.tsx';
import type { WordKey } from '../../locales/index.ts';
import type { ServerForm } from './server-draft.ts';
import { ADDABLE_KINDS, LONG_SECRETS, SERVER_KINDS, type SecretName, secretsOf } from './server-kinds.ts';

type ServerFieldsProps = {
  form: ServerForm;
  isNew: boolean;
  isOfSettings: boolean;
  hasCredentials: boolean;
  onChange: (changes: Partial<ServerForm>) => void;
};

type TextName = Exclude<keyof ServerForm, 'kind' | 'sharedKeys' | 'secrets'>;
type TextProps = { name: TextName; label: WordKey; hint?: WordKey; long?: boolean; example?: string };

/** The fields of a server: how it is reached and trusted, what signs in, what it may take. */
export function ServerFields({ form, isNew, isOfSettings, hasCredentials, onChange }: ServerFieldsProps) {
  const { t } = useWords();
  const { kind, endpoint } = form;
  const text = ({ name, label, hint, long, example }: TextProps) => (
    <Field label={t(label)} hint={hint && t(hint)}>
      {(attributes) => {
        const shared = {
          ...attributes,
          autoComplete: 'off',
          spellCheck: false,
          value: form[name],
          placeholder: example,
          onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
          'data-testid': `server-field-${name}`,
        };
        return long ? (
          <textarea {...shared} className="input mono" rows={4} />
        ) : (
          <input {...shared} className="input mono" />
        );
      }}
    </Field>
  );
  const isSsh = kind === 'SQUID' || endpoint.startsWith('ssh:');
  const canPin = isSsh || /^(tcp|mysql|https):/.test(endpoint);
  return (
    <>
      {isNew && (
        <Field label={t('resources.kind')}>
          {(attributes) => (
            <select
              {...attributes}
              className="input"
              value={kind}
              onChange={(event) => onChange({ kind: event.target.value as ServerForm['kind'], secrets: {} })}
              data-testid="server-field-kind"
            >
              {ADDABLE_KINDS.map((one) => (
                <option key={one} value={one}>
                  {t(SERVER_KINDS[one].label)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {!isOfSettings && (
        <>
          {text({ name: 'name', label: 'resources.name' })}
          {text({
            name: 'endpoint',
            label: 'resources.endpoint',
            hint: `resources.ENDPOINT_HINT.${kind}` as WordKey,
            example: SERVER_KINDS[kind].example,
          })}
          {text({
            name: 'address',
            label: kind === 'DOCKER' ? 'resources.publish' : 'resources.address',
            hint: kind === 'DOCKER' ? 'resources.publishHint' : 'resources.addressHint',
          })}
          {kind === 'SQUID' && (
            <>
              {text({ name: 'control', label: 'resources.control', example: 'ssh://wecube@10.0.0.10:22' })}
              {text({ name: 'folder', label: 'resources.folder', example: '/etc/squid/wecube' })}
            </>
          )}
          {canPin &&
            text({
              name: 'pinned',
              label: isSsh ? 'resources.hostKey' : 'resources.certificate',
              hint: isSsh ? 'resources.hostKeyHint' : 'resources.certificateHint',
              long: true,
            })}
          {secretsOf(kind, endpoint).map((name) => (
            <SecretField
              key={name}
              name={name}
              value={form.secrets[name] ?? ''}
              isKept={hasCredentials}
              onChange={(value) => onChange({ secrets: { ...form.secrets, [name]: value } })}
            />
          ))}
          {kind === 'S3' && (
            <>
              {text({
                name: 'limitedKeys',
                label: 'resources.limitedKeys',
                hint: 'resources.limitedKeysHint',
                long: true,
              })}
              <label className="choice">
                <input
                  type="checkbox"
                  checked={form.sharedKeys}
                  onChange={() => onChange({ sharedKeys: !form.sharedKeys })}
                  data-testid="server-field-sharedKeys"
                />
                <span>
                  {t('resources.sharedKeys')} <span className="sm tertiary">{t('resources.sharedKeysHint')}</span>
                </span>
              </label>
            </>
          )}
        </>
      )}
      <div className="resource-limits">
        {text({ name: 'items', label: SERVER_KINDS[kind].items, example: t('launch.noLimit') })}
        {(kind === 'DOCKER' || kind === 'PROCESS') && (
          <>
            {text({ name: 'memoryMiB', label: 'resources.mib', example: t('launch.noLimit') })}
            {text({ name: 'cpus', label: 'resources.cpus', example: t('launch.noLimit') })}
          </>
        )}
      </div>
      {text({ name: 'labels', label: 'resources.labels', hint: 'resources.labelsHint', example: 'zone=a ssd' })}
    </>
  );
}

type SecretFieldProps = { name: SecretName; value: string; isKept: boolean; onChange: (value: string) => void };

/** Something that signs in. It is never fetched: an empty field leaves it as it is. */
function SecretField({ name, value, isKept, onChange }: SecretFieldProps) {
  const { t } = useWords();
  const isLong = LONG_SECRETS.includes(name);
  return (
    <Field label={t(`resources.SECRET.${name}`)} hint={isKept ? t('resources.secretKept') : undefined}>
      {(attributes) => {
        const shared = {
          ...attributes,
          autoComplete: 'new-password',
          spellCheck: false,
          value,
          placeholder: isKept ? '••••••••' : undefined,
          onChange: (event: { target: { value: string } }) => onChange(event.target.value),
          'data-testid': `server-secret-${name}`,
        };
        const isShown = name === 'user' || name === 'accessKey';
        return isLong ? (
          <textarea {...shared} className="input mono" rows={3} />
        ) : (
          <input {...shared} className="input mono" type={isShown ? 'text' : 'password'} />
        );
      }}
    </Field>
  );
}
