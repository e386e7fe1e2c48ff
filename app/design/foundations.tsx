// Written out, for Tailwind makes only the classes that it reads somewhere.
const grounds = ['bg-paper', 'bg-surface', 'bg-sunken', 'bg-tint', 'bg-accent-soft', 'bg-warn-soft', 'bg-bad-soft', 'bg-good-soft']
const inks = ['text-ink', 'text-ink-2', 'text-ink-3', 'text-accent', 'text-warn', 'text-bad', 'text-good']
const sizes = ['text-title', 'text-lg', 'text-base', 'text-md', 'text-sm', 'text-xs']

/** Colours on each other, and the type scale. */
export function Foundations() {
  return (
    <>
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {grounds.map((ground) => (
          <div key={ground} className={`grid gap-1 rounded-md border border-line p-4 ${ground}`}>
            <code translate="no" className="text-xs text-ink-2">
              {ground}
            </code>
            {inks
              .filter((ink) => !/(accent|warn|bad|good)-soft/.test(ground) || ink === 'text-ink' || ground === `bg-${ink.slice(5)}-soft`)
              .map((ink) => (
                <span key={ink} className={`text-md ${ink}`}>
                  {ink}
                </span>
              ))}
          </div>
        ))}
      </div>
      <div className="grid gap-2">
        {sizes.map((size) => (
          <p key={size} className={size}>
            {`${size}: Allow an app once, and take away the settings file`}
          </p>
        ))}
        <p className="font-mono text-sm">font-mono: https://start.exactonline.nl/api/oauth2/auth != 0O1lI</p>
      </div>
    </>
  )
}
