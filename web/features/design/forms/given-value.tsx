'use client';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ParameterSide, ParameterSource, ServicePartsFragment } from '../../../gql/graphql.ts';
import { useWords } from '../../../lib/language/language-provider.tsx';
import { CheckedExpression } from '../../services/checked-expression.tsx';
import { VariableField } from '../../services/mapping-editor.tsx';
import { contextSources, offeredBy } from '../context-sources.ts';
import type { DesignNode, DesignParameter, Draft } from '../draft.ts';

const SOURCES: readonly ParameterSource[] = ['CONSTANT', 'CONTEXT', 'ENTITY', 'SYSTEM_VARIABLE', 'OBJECT'];
const EMPTY = { value: null, fromNodeId: null, fromParameter: null, fromSide: null, properties: null };

type Place = {
  draft: Draft;
  node: DesignNode;
  services: readonly ServicePartsFragment[];
  editable: boolean;
  /** The entity of the node's own objects, where expressions of parameters start. */
  entity: string;
};
type GivenProps = {
  name: string;
  /** What the service says it is usually given. */
  usual: ParameterSource;
  fallback: string;
  sensitive: boolean;
  given: DesignParameter | undefined;
  place: Place;
  onGive: (parameter: DesignParameter | null) => void;
};

/** The value a node gives a parameter: of its own, of an earlier node, of its object, of a variable, or built of several. */
export function GivenValue(props: GivenProps) {
  const { t } = useWords();
  const { name, usual, given, onGive } = props;
  const source = given?.source ?? usual;
  return (
    <span className={`given ${source === 'CONSTANT' || source === 'CONTEXT' ? '' : 'tall'}`}>
      <select
        className="input small"
        style={{ width: 92, flex: 'none' }}
        aria-label={t('design.sourceOf', { name })}
        value={source}
        onChange={(event) => {
          const next = event.target.value as ParameterSource;
          onGive({ name, source: next, ...EMPTY, properties: next === 'OBJECT' ? [] : null });
        }}
        data-testid={`source-${name}`}
      >
        {SOURCES.map((one) => (
          <option key={one} value={one}>
            {t(`parameterSource.${one}`)}
          </option>
        ))}
      </select>
      <ValueOf {...props} source={source} />
    </span>
  );
}

function ValueOf({
  name,
  source,
  fallback,
  sensitive,
  given,
  place,
  onGive,
}: GivenProps & { source: ParameterSource }) {
  const { t } = useWords();
  const give = (value: string) => onGive(value === '' ? null : { name, source, ...EMPTY, value });
  switch (source) {
    case 'CONSTANT':
      return (
        <input
          className="input small mono"
          type={sensitive ? 'password' : 'text'}
          autoComplete="off"
          aria-label={name}
          placeholder={fallback}
          value={given?.value ?? ''}
          onChange={(event) => give(event.target.value)}
          data-testid={`parameter-${name}`}
        />
      );
    case 'CONTEXT':
      return <ContextValue name={name} given={given} place={place} onGive={onGive} />;
    case 'ENTITY':
      return (
        <CheckedExpression
          value={given?.value ?? ''}
          onChange={(value) => onGive({ name, source, ...EMPTY, value })}
          rootEntity={place.entity}
          label={t('services.expressionOf', { name })}
          placeholder={place.entity}
          disabled={!place.editable}
          testId={`parameter-${name}`}
        />
      );
    case 'SYSTEM_VARIABLE':
      return (
        <VariableField
          label={t('services.variableOf', { name })}
          value={given?.value ?? ''}
          editable={place.editable}
          onChange={(value) => onGive({ name, source, ...EMPTY, value })}
        />
      );
    case 'OBJECT':
      return <ObjectValue name={name} given={given} place={place} onGive={onGive} />;
  }
}

function ContextValue({ name, given, place, onGive }: Pick<GivenProps, 'name' | 'given' | 'place' | 'onGive'>) {
  const { t } = useWords();
  const from = place.draft.nodes.find((one) => one.id === given?.fromNodeId);
  const sources = contextSources(place.draft, place.node.id);
  const offers = from ? offeredBy(from, place.services) : [];
  const side = given?.fromSide ?? offers.find(({ names }) => names.includes(given?.fromParameter ?? ''))?.side;
  const give = (fromNodeId: string | null, chosen: string) => {
    const [fromSide, fromParameter] = chosen.split(' ') as [ParameterSide | '', string | undefined];
    onGive({
      ...{ name, source: 'CONTEXT', ...EMPTY, fromNodeId },
      fromParameter: fromParameter ?? null,
      fromSide: (from?.type !== 'START' && fromSide) || null,
    });
  };
  return (
    <>
      <select
        className="input small"
        aria-label={t('design.fromNode', { name })}
        value={given?.fromNodeId ?? ''}
        onChange={(event) => give(event.target.value || null, '')}
        data-testid={`from-${name}`}
      >
        <option value="">{t('design.chooseNode')}</option>
        {from && !sources.includes(from) && <option value={from.id}>{from.name}</option>}
        {sources.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
      <select
        className="input small mono"
        aria-label={t('design.fromOutput', { name })}
        disabled={!from}
        value={given?.fromParameter ? `${side ?? 'OUTPUT'} ${given.fromParameter}` : ''}
        onChange={(event) => give(given?.fromNodeId ?? null, event.target.value)}
        data-testid={`output-${name}`}
      >
        <option value="">{t('design.chooseOutput')}</option>
        {offers.map((offer) => (
          <optgroup key={offer.side} label={t(`parameterSide.${offer.side}`)}>
            {offer.names.map((offered) => (
              <option key={offered} value={`${offer.side} ${offered}`}>
                {offered}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </>
  );
}

/** An object is built of properties, each with a source of its own. */
function ObjectValue({ name, given, place, onGive }: Pick<GivenProps, 'name' | 'given' | 'place' | 'onGive'>) {
  const { t } = useWords();
  const [wanted, setWanted] = useState('');
  const properties = given?.properties ?? [];
  const give = (next: DesignParameter[]) => onGive({ name, source: 'OBJECT', ...EMPTY, properties: next });
  const add = () => {
    if (!wanted.trim() || properties.some((one) => one.name === wanted.trim())) return;
    give([...properties, { name: wanted.trim(), source: 'CONSTANT', ...EMPTY }]);
    setWanted('');
  };
  return (
    <span className="object-value">
      {properties.map((property) => (
        <span key={property.name} className="property">
          <span className="row tight">
            <span className="mono sm clip grow">{property.name}</span>
            <button
              type="button"
              className="icon-button small"
              aria-label={t('design.removeOf', { name: property.name })}
              onClick={() => give(properties.filter((one) => one !== property))}
            >
              <Trash2 size={13} />
            </button>
          </span>
          <GivenValue
            name={property.name}
            usual="CONSTANT"
            fallback=""
            sensitive={false}
            given={property}
            place={place}
            onGive={(next) =>
              give(
                properties.map((one) =>
                  one === property ? (next ?? { name: property.name, source: 'CONSTANT', ...EMPTY }) : one,
                ),
              )
            }
          />
        </span>
      ))}
      <span className="row tight">
        <input
          className="input small mono"
          aria-label={t('design.propertyName', { name })}
          placeholder={t('design.property')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && add()}
          data-testid={`property-${name}`}
        />
        <button type="button" className="icon-button small" aria-label={t('design.addProperty')} onClick={add}>
          <Plus size={14} />
        </button>
      </span>
    </span>
  );
}
