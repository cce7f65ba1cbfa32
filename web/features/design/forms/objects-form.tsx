'use client';
import { useState } from 'react';
import { useQuery } from 'urql';
import { CodeText } from '../../../components/code-text.tsx';
import { ExpressionEditor } from '../../../components/expression/expression-editor.tsx';
import { ExpressionPreview } from '../../../components/expression/expression-preview.tsx';
import { ObjectPicker } from '../../../components/object-picker.tsx';
import { readFragment } from '../../../gql/fragment-masking.ts';
import {
  type BindMode,
  CheckExpressionDocument,
  CheckPartsFragmentDoc,
  ObjectPartsFragmentDoc,
  ObjectsDocument,
} from '../../../gql/graphql.ts';
import { useWords } from '../../../lib/language/language-provider.tsx';
import { useDebounced } from '../../../lib/use-debounced.ts';
import type { PartProps } from '../node-form.tsx';

const BIND_MODES: BindMode[] = ['AT_START', 'AT_RUN_TIME', 'AS_NODE'];
const BINDS = new Set(['AUTOMATIC', 'HUMAN', 'SUB_PROCESS']);
type ObjectsProps = PartProps & { onResult: (entity: string | null) => void };

/** Which objects a node works on: when they are found, and by which expression or as those of which node. */
export function ObjectsForm({ draft, node, editable, set, onResult }: ObjectsProps) {
  const { t } = useWords();
  const others = draft.nodes.filter((other) => BINDS.has(other.type) && other.id !== node.id);
  const choose = (mode: BindMode) =>
    set(
      { bindMode: mode, bindNodeId: mode === 'AS_NODE' ? (node.bindNodeId ?? others[0]?.id ?? null) : null },
      'bindMode',
    );
  return (
    <div className="section">
      <div className="field-label">{t('design.findObjects')}</div>
      <div className="button-group" data-field="bindMode">
        {BIND_MODES.map((mode) => (
          <button
            key={mode}
            type="button"
            aria-pressed={node.bindMode === mode}
            className="button small"
            onClick={() => choose(mode)}
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
          data-field="bindNodeId"
          value={node.bindNodeId ?? ''}
          onChange={(event) => set({ bindNodeId: event.target.value || null }, 'bindNode')}
          data-testid="bind-node"
        >
          <option value="">{t('design.chooseNode')}</option>
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {other.name}
            </option>
          ))}
        </select>
      ) : (
        <BoundExpression draft={draft} node={node} editable={editable} set={set} onResult={onResult} />
      )}
    </div>
  );
}

function BoundExpression({ draft, node, editable, set, onResult }: Omit<ObjectsProps, 'services'>) {
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
    <div data-field="expression">
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
    </div>
  );
}
