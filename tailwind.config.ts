import type { Config } from 'tailwindcss'

// Every colour is a variable of app/globals.css, so light and dark are one set of classes. Nothing outside this list has a class.
const tone = (name: string) => ({ DEFAULT: `var(--${name})`, soft: `var(--${name}-soft)`, line: `var(--${name}-line)` })

const config: Config = {
  content: ['./app/**/*.{ts,tsx}', './components/**/*.{ts,tsx}'],
  theme: {
    // md is where the side menu becomes a bar at the bottom.
    screens: { sm: '560px', md: '821px', lg: '1080px' },
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      paper: 'var(--paper)',
      surface: 'var(--surface)',
      sunken: 'var(--sunken)',
      tint: 'var(--tint)',
      line: { DEFAULT: 'var(--line)', strong: 'var(--line-strong)' },
      ink: { DEFAULT: 'var(--ink)', 2: 'var(--ink-2)', 3: 'var(--ink-3)' },
      accent: { ...tone('accent'), ink: 'var(--accent-ink)', strong: 'var(--accent-strong)' },
      warn: tone('warn'),
      bad: { ...tone('bad'), ink: 'var(--bad-ink)', strong: 'var(--bad-strong)' },
      good: tone('good'),
    },
    fontFamily: {
      // The extension first: its unicode-range lets all else through, and Inter's own fall-back would swallow its letters.
      sans: ['var(--font-inter-ext)', 'var(--font-inter)', 'system-ui', 'sans-serif'],
      mono: ['var(--font-mono-face)', 'ui-monospace', 'SFMono-Regular', 'Menlo', 'monospace'],
    },
    fontSize: {
      xs: ['12px', '16px'],
      sm: ['13px', '19px'],
      md: ['14px', '21px'],
      base: ['15px', '23px'],
      lg: ['17px', '25px'],
      title: ['26px', { lineHeight: '32px', letterSpacing: '-0.02em', fontWeight: '640' }],
    },
    borderRadius: { none: '0', sm: '5px', md: '8px', lg: '10px', full: '999px' },
    boxShadow: { none: 'none', card: 'var(--shadow-card)' },
  },
}

export default config
