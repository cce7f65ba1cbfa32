'use client';
import { Trash2, X, Zap } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { CodeText } from '../../components/code-text.tsx';
import { ExpressionEditor } from '../../components/expression/expression-editor.tsx';
import { ExpressionPreview } from '../../components/expression/expression-preview.tsx';
import { Field } from '../../components/field.tsx';
import { ObjectPicker } from '../../components/object-picker.tsx';
import { readFragment } from '../../gql/fragment-masking.ts';
import {
  type BindMode,
  CheckExpressionDocument,
  CheckPartsFragmentDoc,
  ObjectPartsFragmentDoc,
  ObjectsDocument,
  type ServicePartsFragment,
} from '../../gql/graphql.ts';
import { useWords } from '../../lib/language/language-provider.tsx';
import { useDebounced } from '../../lib/use-debounced.ts';
import { changeNode, type DesignNode, type Draft } from './draft.ts';
import { NodeParameters } from './node-parameters.tsx';

type NodeFormProps = {
  draft: Draft;
  node: DesignNode;
  services: readonly ServicePartsFragment[];
  editable: boolean;
  onChange: (change: (draft: Draft) => Draft, merge?: string) => void;
  onRemove: () => void;
  onClose: () => void;
};
const MINUTE = 60_000;
const TIMEOUTS = [1, 5, 10, 30, 60, 240, 1440];

/** The form of one node; an automatic node's follows from its service. */
export function NodeForm({ draft, node, services, editable, onChange, onRemove, onClose }: NodeFormProps) {
  const { t } = useWords();
  const set = (change: Partial<DesignNode>, field: string) =>
    onChange((present) => changeNode(present, node.id, change), `${node.id} ${field}`);
  return (
    <aside className="side" style={{ width: 408 }} aria-label={node.name} data-testid="node-form">
      <div className="section row">
        <Zap size={16} aria-hidden="true" style={{ color: 'var(--accent)' }} />
        <h2 className="heading large clip">{node.name}</h2>
        <span className="tag">{t(`nodeType.${node.type}`)}</span>
        <span className="grow" />
        {editable && node.type !== 'START' && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('design.removeOf', { name: node.name })}
            title={t('design.removeOf', { name: node.name })}
            onClick={onRemove}
            data-testid="remove-node"
          >
            <Trash2 size={15} />
          </button>
        )}
        <button type="button" className="icon-button" aria-label={t('general.close')} onClick={onClose}>
          <X size={15} />
        </button>
      </div>
      <fieldset disabled={!editable} style={{ display: 'contents', border: 0 }}>
        <div className="section">
          <Field label={t('design.nodeName')}>
            {(attributes) => (
              <input
                {...attributes}
                className="input"
                value={node.name}
                onChange={(event) => set({ name: event.target.value }, 'name')}
                data-testid="node-name"
              />
            )}
          </Field>
        </div>
        {node.type === 'AUTOMATIC' && (
          <AutomaticForm draft={draft} node={node} services={services} editable={editable} set={set} />
        )}
      </fieldset>
    </aside>
  );
}

type AutomaticFormProps = Pick<NodeFormProps, 'draft' | 'node' | 'services' | 'editable'> & {
  set: (change: Partial<DesignNode>, field: string) => void;
};
const BIND_MODES: BindMode[] = ['AT_START', 'AT_RUN_TIME', 'AS_NODE'];

function AutomaticForm({ draft, node, services, editable, set }: AutomaticFormProps) {
  const { t } = useWords();
  const others = draft.nodes.filter((other) => other.type === 'AUTOMATIC' && other.id !== node.id);
  const [resultEntity, setResultEntity] = useState<string | null>(null);
  return (
    <>
      <div className="section">
        <div className="field-label">{t('design.findObjects')}</div>
        <div className="button-group">
          {BIND_MODES.map((mode) => (
            <button
              key={mode}
              type="button"
              aria-pressed={node.bindMode === mode}
              className="button small"
              onClick={() =>
                set(
                  {
                    bindMode: mode,
                    bindNodeId: mode === 'AS_NODE' ? (node.bindNodeId ?? others[0]?.id ?? null) : null,
                  },
                  'bindMode',
                )
              }
              data-testid={`bind-${mode}`}
            >
              {t(`bindMode.${mode}`)}
            </button>
          ))}
        </div>
        <p className="xs tertiary" style={{ margin: '4px 0 8px' }}>
          {t(`bindMode.${node.bindMode}.what`)}
        </p>
        {node.bindMode === 'AS_NODE' ? (
          <select
            className="input"
            aria-label={t('design.asNode')}
            value={node.bindNodeId ?? ''}
            onChange={(event) => set({ bindNodeId: event.target.value || null }, 'bindNode')}
          >
            <option value="">{t('design.chooseNode')}</option>
            {others.map((other) => (
              <option key={other.id} value={other.id}>
                {other.name}
              </option>
            ))}
          </select>
        ) : (
          <BoundExpression draft={draft} node={node} editable={editable} set={set} onResult={setResultEntity} />
        )}
      </div>
      <ServiceChoice node={node} services={services} resultEntity={resultEntity} set={set} />
      <NodeParameters draft={draft} node={node} services={services} set={set} />
      <div className="section">
        <Field label={t('design.timeout')} hint={t('design.timeoutHint')}>
          {(attributes) => (
            <select
              {...attributes}
              className="input"
              value={node.timeoutMs}
              onChange={(event) => set({ timeoutMs: Number(event.target.value) }, 'timeout')}
            >
              {[...new Set([...TIMEOUTS.map((minutes) => minutes * MINUTE), node.timeoutMs])]
                .sort((one, other) => one - other)
                .map((ms) => (
                  <option key={ms} value={ms}>
                    {t('design.minutes', { count: Math.round((ms / MINUTE) * 100) / 100 })}
                  </option>
                ))}
            </select>
          )}
        </Field>
      </div>
    </>
  );
}

function BoundExpression({
  draft,
  node,
  editable,
  set,
  onResult,
}: Pick<AutomaticFormProps, 'draft' | 'node' | 'editable' | 'set'> & { onResult: (entity: string | null) => void }) {
  const { t, say } = useWords();
  const [root, setRoot] = useState<{ objectId: string; displayName: string } | null>(null);
  const text = node.expression ?? '';
  const still = useDebounced(text, 250);
  const [{ data }] = useQuery({
    query: CheckExpressionDocument,
    variables: { expression: still, rootEntity: draft.rootEntity },
    pause: still.trim() === '',
  });
  const [first] = useQuery({ query: ObjectsDocument, variables: { entity: draft.rootEntity, first: 1 } });
  const check = still.trim() ? readFragment(CheckPartsFragmentDoc, data?.checkExpression) : undefined;
  const problem = still === text ? check?.problems[0] : undefined;
  const example = readFragment(ObjectPartsFragmentDoc, first.data?.objects.nodes ?? [])[0];
  const previewRoot = root ?? (example ? { objectId: example.objectId, displayName: example.displayName } : null);
  const found = check?.ok ? (check.resultEntity ?? null) : null;
  const [told, setTold] = useState<string | null>(null);
  if (told !== found) {
    setTold(found);
    queueMicrotask(() => onResult(found));
  }
  return (
    <>
      <div className="field-label">
        {t('design.expression')}
        <span className="push tertiary">
          {t('design.fromRoot')} <CodeText text={draft.rootEntity} />
        </span>
      </div>
      <ExpressionEditor
        value={text}
        onChange={(value) => set({ expression: value || null }, 'expression')}
        rootEntity={draft.rootEntity}
        label={t('design.expression')}
        badFrom={problem?.position}
        badTo={problem?.end}
        placeholder={draft.rootEntity}
        disabled={!editable}
        testId="node-expression"
      />
      {problem && (
        <p className="sm failed-text" style={{ marginTop: 4 }} role="alert" data-testid="expression-problem">
          {t('expression.at', { position: problem.position + 1 })} {say(problem)}
          {problem.suggestion && (
            <>
              {' '}
              <button
                type="button"
                className="link-button"
                onClick={() =>
                  set(
                    { expression: text.slice(0, problem.position) + problem.suggestion + text.slice(problem.end) },
                    'expression',
                  )
                }
              >
                {t('expression.suggestion', { word: problem.suggestion })}
              </button>
            </>
          )}
          {!problem.suggestion && problem.expected.length > 0 && (
            <span className="tertiary">
              {' '}
              {t('expression.expected', { words: problem.expected.slice(0, 6).join(', ') })}
            </span>
          )}
        </p>
      )}
      {check?.ok && still.trim() && (
        <div style={{ marginTop: 10 }}>
          <ExpressionPreview
            expression={still}
            rootObjectId={previewRoot?.objectId ?? null}
            rootName={previewRoot?.displayName ?? null}
          />
          <div style={{ marginTop: 6 }}>
            <ObjectPicker
              entity={draft.rootEntity}
              objectId={previewRoot?.objectId ?? null}
              onPick={setRoot}
              label={t('design.previewRoot')}
              testId="preview-root"
            />
          </div>
        </div>
      )}
    </>
  );
}

function ServiceChoice({
  node,
  services,
  resultEntity,
  set,
}: Pick<AutomaticFormProps, 'node' | 'services' | 'set'> & { resultEntity: string | null }) {
  const { t } = useWords();
  const chosen = services.find((service) => service.name === node.service);
  const usable = services.filter((service) => service.enabled);
  const fitting = usable.filter(
    (service) => !resultEntity || !service.targetEntity || service.targetEntity.startsWith(resultEntity),
  );
  const others = usable.filter((service) => !fitting.includes(service));
  const option = (service: ServicePartsFragment) => (
    <option key={service.id} value={service.name}>
      {service.name}
    </option>
  );
  return (
    <div className="section">
      <Field
        label={t('run.service')}
        end={chosen && t(`idempotency.${chosen.idempotency}`)}
        problem={node.service && services.length > 0 && !chosen?.enabled ? t('design.serviceGone') : null}
        hint={chosen && t(`idempotency.${chosen.idempotency}.what`)}
      >
        {(attributes) => (
          <select
            {...attributes}
            className="input mono"
            value={node.service ?? ''}
            onChange={(event) => set({ service: event.target.value || null }, 'service')}
            data-testid="node-service"
          >
            <option value="">{t('design.chooseService')}</option>
            {node.service && !chosen?.enabled && <option value={node.service}>{node.service}</option>}
            <optgroup label={resultEntity ? t('design.servicesFor', { entity: resultEntity }) : t('shell.services')}>
              {fitting.map(option)}
            </optgroup>
            {others.length > 0 && <optgroup label={t('design.otherServices')}>{others.map(option)}</optgroup>}
          </select>
        )}
      </Field>
    </div>
  );
}
