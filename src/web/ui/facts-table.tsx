export interface FactRow {
  readonly label: string
  readonly value: string
  /** Where this fact is changed; absent where it cannot be. */
  readonly change?: string
}

/** The facts of a case under one heading, each with a way to change it. */
export function FactsTable({ rows, changeWord }: { rows: readonly FactRow[]; changeWord: string }) {
  return (
    <dl class="summary-list">
      {rows.map(({ label, value, change }) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
          {change && (
            <dd class="change">
              <a href={change}>
                {changeWord}
                <span class="hidden-text"> {label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
