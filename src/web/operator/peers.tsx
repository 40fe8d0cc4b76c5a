import type { Card, Counterpart } from '../../exchange/index.ts'
import { fingerprint } from '../../exchange/index.ts'
import type { Reader } from '../reader.ts'
import { Actions, TextField } from '../ui/fields.tsx'
import { Fold } from '../ui/fold.tsx'
import { Empty, Notice } from '../ui/notice.tsx'
import { urls } from '../urls.ts'

/** Organisations of other instances that are believed, each with the key it is believed by and a way to end that. */
export function Peers({ peers, token, reader }: { peers: readonly Counterpart[]; token: string; reader: Reader }) {
  const { operator: t } = reader.t
  if (peers.length === 0)
    return (
      <Empty title={t.noPeers}>
        <p>{t.noPeersNote}</p>
      </Empty>
    )
  return (
    <ul class="rule-list plain">
      {peers.map((peer) => (
        <li class="flow flow-tight">
          <h3>{peer.name}</h3>
          <p class="soft">
            {reader.country(peer.state)} · {t.kinds[peer.kind] ?? peer.kind} · {peer.url}
          </p>
          <Fingerprint signing={peer.signing} reader={reader} />
          <Fold title={t.revoke}>
            <form method="post" action={`${urls.operatorPeers}/${peer.org}/revocation`}>
              <input type="hidden" name="form_token" value={token} />
              <p>{t.revokeNote}</p>
              <div class="field">
                <label for={`reason-${peer.org}`}>{t.reason}</label>
                <input id={`reason-${peer.org}`} name="reason" required autocomplete="off" />
              </div>
              <Actions>
                <button type="submit" class="button button-grave">
                  {t.revoke}
                </button>
              </Actions>
            </form>
          </Fold>
        </li>
      ))}
    </ul>
  )
}

export function FindPeers({
  address,
  error,
  token,
  reader,
}: {
  address: string
  error: string | undefined
  token: string
  reader: Reader
}) {
  const { operator: t, forms } = reader.t
  return (
    <form method="post" action={`${urls.operatorPeers}/search`} class="card">
      <input type="hidden" name="form_token" value={token} />
      <TextField
        name="address"
        label={t.address}
        hint={t.addressHint}
        value={address}
        required
        error={error}
        errorWord={forms.error}
      />
      <Actions>
        <button type="submit" class="button">
          {t.find}
        </button>
      </Actions>
    </form>
  )
}

/** The cards found at an address, each to be confirmed by itself once its fingerprint was compared. */
export function FoundCards({
  found,
  known,
  token,
  reader,
}: {
  found: readonly { card: Card; text: string }[]
  known: ReadonlyMap<string, Counterpart>
  token: string
  reader: Reader
}) {
  const { operator: t, seats } = reader.t
  return (
    <ul class="flow plain">
      {found.map(({ card, text }) => {
        const before = known.get(card.org)
        return (
          <li class="card flow">
            <div class="flow flow-tight">
              <h2>{card.name}</h2>
              <p class="soft">
                {reader.country(card.state)} · {t.kinds[card.kind] ?? card.kind} ·{' '}
                {reader.list(card.seats.map((seat) => seats[seat as keyof typeof seats] ?? seat))} · {card.url}
              </p>
            </div>
            <Fingerprint signing={card.signing} reader={reader} large />
            {before?.url === null ? (
              <p class="soft">{t.ownAlready}</p>
            ) : before?.signing === card.signing ? (
              <p class="soft">{t.knownAlready}</p>
            ) : (
              <form method="post" action={urls.operatorPeers}>
                <input type="hidden" name="form_token" value={token} />
                <input type="hidden" name="card" value={text} />
                {before && (
                  <Notice kind="grave">
                    <p>{t.keyDiffers}</p>
                  </Notice>
                )}
                <div class="option">
                  <input type="checkbox" id={`compared-${card.org}`} name="compared" value="yes" required />
                  <label for={`compared-${card.org}`}>{t.compared}</label>
                </div>
                <Actions>
                  <button type="submit" class="button">
                    {t.confirm}
                    <span class="hidden-text"> {card.name}</span>
                  </button>
                </Actions>
              </form>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** What two operators compare; `titled` where a heading says already what it is. */
export function Fingerprint({
  signing,
  reader,
  large,
  titled,
}: {
  signing: string
  reader: Reader
  large?: boolean
  titled?: boolean
}) {
  return (
    <p class={large ? 'fingerprint' : 'small'}>
      <span class={titled ? 'hidden-text' : 'soft'}>{reader.t.operator.fingerprint}:</span>{' '}
      <code>{fingerprint(signing)}</code>
    </p>
  )
}
