// `<microlearning-lab>` for other people's pages: a placeholder that becomes a frame with one lab of the notebook when the
// reader comes near or asks for it. Works as a classic script and as a module, and needs nothing else. docs/embedding.md
// has the attributes.
(() => {
  const TAG = 'microlearning-lab';
  if (customElements.get(TAG)) return; // a page may bring the script with each of its labs

  // A module does not know its own address in a way that a classic script could ask for, too; its traces do.
  const script = document.currentScript?.src || /(?:https?|file):[^\s()]*?embed\.js/.exec(new Error().stack)?.[0];
  const NEAR = '300px';
  const PATIENCE = 6000; // ms that a loaded page may take to answer
  const EXPERIMENTS = ['variance', 'snr', 'representations', 'identify']; // they have settings of their own
  const HEIGHT = { first: 480, least: 80, most: 20_000 }; // px

  const style = `
    :host { display: block; min-height: 6rem; margin-block: 1rem; }
    :host([hidden]) { display: none; }
    .box { all: initial; display: block; box-sizing: border-box; padding: 1rem; border: 1px solid #82868c; border-radius: 4px; color-scheme: light dark;
      background: Canvas; color: CanvasText; font: 15px/1.5 system-ui, sans-serif; }
    .box.light { color-scheme: light; }
    .box.dark { color-scheme: dark; }
    p { margin: 0 0 0.5rem; }
    a { color: LinkText; }
    button { font: inherit; min-height: 2.5rem; padding: 0.3rem 1rem; cursor: pointer; }
    :is(a, button):focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
    iframe { display: block; width: 100%; border: 0; }
    [hidden] { display: none !important; }`;

  const list = (text) => text.split(/[\s,]+/).filter(Boolean);
  // What belongs into an address as it is stays readable.
  const escaped = (text) => encodeURIComponent(text).replace(/%(2C|3A|2F)/g, decodeURIComponent);

  /** A value as an address has it: escaped once, whether it came so or not. */
  function value(text) {
    try {
      return escaped(decodeURIComponent(text));
    } catch {
      return escaped(text); // a lone % sign
    }
  }

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  class MicrolearningLab extends HTMLElement {
    static observedAttributes = ['lab', 'scenario', 'exercise', 'rules', 'seeds', 'measure', 'preset', 'settings', 'lock', 'hide', 'theme', 'height', 'label', 'site'];
    #inside = null; // {box, said, button, link}, once it was on a page
    #frame = null;
    #seen = null;
    #timer = 0;
    #receive = (event) => this.#hear(event);

    /** The address of the lab that the attributes describe. */
    get address() {
      const site = this.hasAttribute('site') ? new URL(this.#get('site').replace(/\/?$/, '/'), document.baseURI) : script;
      return `${new URL('lab.html', site ?? document.baseURI).href}?${this.#query()}`;
    }

    connectedCallback() {
      this.#inside ??= this.#build();
      addEventListener('message', this.#receive);
      this.#wait();
    }

    disconnectedCallback() {
      removeEventListener('message', this.#receive);
      this.#forget();
    }

    attributeChangedCallback(name, before, now) {
      if (!this.#inside || !this.isConnected || before === now) return;
      if (name === 'height') this.#size(HEIGHT.first);
      else this.#wait();
    }

    #get(name, otherwise = '') {
      return this.getAttribute(name)?.trim() || otherwise;
    }

    get #lab() {
      return this.#get('lab', 'race');
    }

    #query() {
      const lab = this.#lab;
      const preset = this.#get('preset');
      const pairs = [...(preset ? [`preset=${preset}`] : []), ...this.#get('settings').split(';')].map((pair) => pair.trim()).filter(Boolean);
      const settings = pairs.map((pair) => pair.split(/=(.*)/s)).map(([name, text = '']) => [escaped(name.trim()), value(text.trim())]);
      const parts = [['v', '1'], ['lab', escaped(lab)]];
      for (const name of ['scenario', 'exercise']) if (this.#get(name)) parts.push([name, escaped(this.#get(name))]);
      parts.push(...(lab === 'race' || this.#get('scenario') ? this.#race(settings) : this.#plain(settings)));
      for (const kind of ['lock', 'hide']) parts.push(...list(this.#get(kind)).map((name) => [`${kind}.${escaped(name)}`, '1']));
      parts.push(['theme', this.#theme]);
      return parts.map((pair) => pair.join('=')).join('&');
    }

    // What is empty is the race's own.
    #race(settings) {
      const chosen = [list(this.#get('rules')).join(','), this.#get('seeds'), this.#get('measure')].map(escaped);
      const own = settings.filter(([name]) => name !== 'code').map((pair) => pair.join('=')).join(';');
      const code = settings.find(([name]) => name === 'code')?.[1] ?? '';
      const text = [...chosen, own, code].join('~').replace(/~+$/, '');
      return text === '' ? [] : [[`race.${escaped(this.#get('scenario', 'first'))}`, `2~${text}`]];
    }

    // Experiments that are no runs have settings of their own.
    #plain(settings) {
      const lab = this.#lab;
      const kind = EXPERIMENTS.includes(lab) ? `${lab}.` : '';
      const rules = list(this.#get('rules')).join(',');
      const all = rules ? [[kind ? 'rules' : 'rule', escaped(rules)], ...settings] : settings;
      return all.map(([name, text]) => [kind + name, text]);
    }

    get #theme() {
      const theme = this.#get('theme');
      return theme === 'light' || theme === 'dark' ? theme : 'auto';
    }

    get #label() {
      return this.#get('label', 'A laboratory on learning rules');
    }

    #build() {
      const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
      const sheet = new CSSStyleSheet(); // not a style element, which a strict page would refuse
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
      const said = make('p', { role: 'status' });
      const button = make('button', { type: 'button' }, 'Open the laboratory');
      const link = make('a', { target: '_blank', rel: 'noopener' }, 'Open it in a tab of its own');
      const box = make('div', { className: 'box' }, said, button, make('p', { hidden: true }, link));
      button.addEventListener('click', () => {
        this.#open();
        this.#frame.focus();
      });
      root.append(box);
      return { box, said, button, link };
    }

    // Shows the placeholder until the reader comes near.
    #wait() {
      this.#forget();
      const { box, said, button, link } = this.#inside;
      box.className = `box ${this.#theme}`;
      box.hidden = false;
      button.hidden = false;
      said.textContent = `${this.#label}. It runs in your browser and sends nothing anywhere.`;
      link.href = this.address;
      link.parentElement.hidden = true;
      this.#seen = new IntersectionObserver((entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#open();
      }, { rootMargin: NEAR });
      this.#seen.observe(this);
    }

    #forget() {
      clearTimeout(this.#timer);
      this.#seen?.disconnect();
      this.#frame?.remove();
      this.#frame = null;
    }

    #open() {
      if (this.#frame) return;
      this.#seen.disconnect();
      const { box, said, button, link } = this.#inside;
      said.textContent = `${this.#label}: loading …`;
      button.hidden = true;
      link.parentElement.hidden = false;
      this.#frame = make('iframe', { title: this.#label, allow: 'clipboard-write', loading: 'lazy', src: this.address });
      this.#size(HEIGHT.first);
      this.#frame.addEventListener('load', () => this.#doubt());
      box.after(this.#frame);
    }

    // A page that is missing loads like any other; it only does not answer.
    #doubt() {
      clearTimeout(this.#timer);
      const { box, said } = this.#inside;
      if (box.hidden) return; // it has answered
      this.#timer = setTimeout(() => {
        said.textContent = `${this.#label} could not be loaded. Its site may be out of reach from here.`;
        this.#frame.hidden = true;
      }, PATIENCE);
    }

    #hear({ source, origin, data }) {
      if (!this.#frame || source !== this.#frame.contentWindow || origin !== new URL(this.address).origin) return;
      if (data?.microlearning !== 'height' || !Number.isFinite(data.height)) return;
      clearTimeout(this.#timer);
      this.#inside.box.hidden = true;
      this.#frame.hidden = false;
      this.#size(data.height);
    }

    // The height that is asked for, or that of what the frame shows.
    #size(shown) {
      if (!this.#frame) return;
      const asked = Number(this.#get('height', 'auto').replace(/px$/, ''));
      const height = asked > 0 ? asked : shown;
      this.#frame.style.height = `${Math.min(Math.max(height, HEIGHT.least), HEIGHT.most)}px`;
    }
  }

  customElements.define(TAG, MicrolearningLab);
})();
