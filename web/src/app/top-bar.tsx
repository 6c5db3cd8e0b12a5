import { Button, Dropdown } from '@digdir/designsystemet-react'
import { Link } from '@tanstack/react-router'
import type { Language } from '../api/types.ts'
import { Icon } from '../components/icon.tsx'
import { useText } from './i18n.tsx'
import { useKeepLanguage } from './keep-language.ts'
import { useMe } from './session.ts'
import { changeSettings, type Theme, themes, useSettings } from './settings.ts'

/** Each language in its own name, so that a reader finds it whatever the page is in. */
export const languageNames: Record<Language, string> = { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' }

export function LanguageSelect({ onChange }: { onChange?: (language: Language) => void }) {
  const { t, language } = useText()
  return (
    <label className="bar-select">
      <span className="ds-sr-only">{t('language')}</span>
      <select
        className="ds-focus"
        value={language}
        onChange={(event) => {
          const chosen = event.target.value as Language
          changeSettings({ language: chosen })
          onChange?.(chosen)
        }}
      >
        {(Object.keys(languageNames) as Language[]).map((code) => (
          <option key={code} value={code} lang={code}>
            {languageNames[code]}
          </option>
        ))}
      </select>
    </label>
  )
}

function ThemeSelect() {
  const { t } = useText()
  const { theme } = useSettings()
  return (
    <label className="bar-select">
      <span className="ds-sr-only">{t('theme')}</span>
      <select
        className="ds-focus"
        value={theme}
        onChange={(event) => changeSettings({ theme: event.target.value as Theme })}
      >
        {themes.map((name) => (
          <option key={name} value={name}>
            {t(`theme.${name}`)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The menu closes by itself on a click outside it, and a link leads on without one. */
function closeMenu(within: HTMLElement) {
  within.closest<HTMLElement>('[popover]')?.hidePopover()
}

type TopBarProps = { onSearch: () => void; onKeys: () => void; onSignOut: () => void }

export function TopBar({ onSearch, onKeys, onSignOut }: TopBarProps) {
  const { t } = useText()
  const me = useMe()
  const keepLanguage = useKeepLanguage()
  return (
    <header className="top-bar">
      <button type="button" className="search-opener ds-focus" onClick={onSearch}>
        <Icon name="search" size={18} />
        <span>{t('search.open')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="top-tools">
        <LanguageSelect onChange={keepLanguage} />
        <div className="wide-only">
          <ThemeSelect />
        </div>
        <Dropdown.TriggerContext>
          <Dropdown.Trigger variant="tertiary" data-size="sm" className="who" data-color="neutral">
            <span className="who-letter" aria-hidden="true">
              {me.name.slice(0, 1).toUpperCase()}
            </span>
            <span className="who-name">{me.name}</span>
          </Dropdown.Trigger>
          <Dropdown placement="bottom-end" data-size="sm" className="who-menu">
            <p className="who-text">
              <strong>{me.name}</strong>
              {me.email ? <span>{me.email}</span> : null}
              <span>{[...new Set(me.roles.map((held) => t(`role.${held.role}`)))].join(', ')}</span>
            </p>
            <div className="phone-only">
              <ThemeSelect />
            </div>
            <Button asChild variant="tertiary" data-color="neutral">
              <Link to="/account" onClick={(event) => closeMenu(event.currentTarget)}>
                <Icon name="person" />
                {t('page.account')}
              </Link>
            </Button>
            <Button variant="tertiary" data-color="neutral" onClick={onKeys}>
              <Icon name="keys" />
              {t('keys.title')} <kbd>?</kbd>
            </Button>
            <Button variant="tertiary" data-color="neutral" onClick={onSignOut}>
              <Icon name="out" />
              {t('sign_out')}
            </Button>
          </Dropdown>
        </Dropdown.TriggerContext>
      </div>
    </header>
  )
}
