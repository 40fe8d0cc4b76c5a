import type { Trap } from '../../oversight/index.ts'
import type { Reader } from '../reader.ts'

/** Each trap that was met: what it is, how often, where, and what was seen there. */
export function TrapsList({ traps, reader }: { traps: readonly Trap[]; reader: Reader }) {
  const { table: t, traps: words } = reader.t.publicTables
  if (traps.length === 0) return <p>{t.noTraps}</p>
  return (
    <table class="table">
      <caption class="hidden-text">{t.traps}</caption>
      <tbody>
        {traps.map(({ trap, times, lines, saw }) => (
          <tr>
            <th scope="row">{words[trap].name}</th>
            <td>
              {words[trap].why}{' '}
              <span class="small soft">
                {times === 1 ? t.once : t.times(reader.number(times))}
                {lines.length > 0 && `; ${t.lines(linesIn(lines))}`}
                {saw.some((one) => one !== '') &&
                  `. ${t.saw}${reader.colon}${saw.filter((one) => one !== '').join(' · ')}`}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const linesIn = (lines: readonly number[]): string => lines.slice(0, 10).join(', ') + (lines.length > 10 ? ' …' : '')
