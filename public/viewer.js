// Shows a model in 3D over its picture, when somebody asks for it. Only pages with a model name this file; the library
// and the model come with the press of the button. Without it, or without WebGL, the picture stays.
const STEP = Math.PI / 12;

function hasWebGL() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}

let loaded;
let failures = 0;

async function library() {
  // Browsers remember a module that did not load by its address, and would not ask for it again.
  const address = failures ? `/three.js?again=${failures}` : "/three.js";
  try {
    loaded ??= await import(address);
  } catch (error) {
    failures += 1;
    throw error;
  }
  return loaded;
}

async function show(root) {
  const stage = root.querySelector("[data-viewer-stage]");
  const open = root.querySelector("[data-viewer-open]");
  const told = root.querySelector("[data-viewer-told]");
  // A second press while it loads would make a second view.
  if (root.opening) return;
  root.opening = true;
  open.setAttribute("aria-busy", "true");
  told.textContent = "Loading the 3D view.";
  try {
    const three = await library();
    const { scene: model } = await new three.GLTFLoader().loadAsync(root.dataset.src);
    stage.hidden = false;
    const view = new View(three, model, stage, told);
    connect(view, root, stage, open);
    open.hidden = true;
    view.canvas.focus({ preventScroll: true });
    view.tell();
  } catch (error) {
    stage.hidden = true;
    told.textContent = "The 3D view could not be loaded. Check your connection and press the button again.";
    console.warn("3D view", error);
  }
  root.opening = false;
  open.removeAttribute("aria-busy");
}

class View {
  constructor(three, model, stage, told) {
    this.three = three;
    this.told = told;
    this.canvas = stage.querySelector("canvas");
    this.stage = stage;
    this.renderer = new three.WebGLRenderer({ canvas: this.canvas, antialias: true, alpha: true });
    this.renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
    this.camera = new three.PerspectiveCamera(32, 1, 0.001, 1000);
    this.scene = new three.Scene();

    // Whatever its real size, it is looked at in the size of one.
    const box = new three.Box3().setFromObject(model);
    const size = box.getSize(new three.Vector3());
    const scale = 1 / Math.max(size.x, size.y, size.z);
    model.position.sub(box.getCenter(new three.Vector3())).multiplyScalar(scale);
    model.scale.multiplyScalar(scale);
    this.scene.add(model);
    this.materials = [];
    model.traverse((part) => part.material && this.materials.push(part.material));
    this.frame = new three.Box3Helper(new three.Box3().setFromObject(model), new three.Color(0x8a6a4a));
    this.frame.visible = false;
    this.scene.add(this.frame);

    this.scene.add(new three.HemisphereLight(0xffffff, 0xb8ada0, 2.2));
    const sun = new three.DirectionalLight(0xfff4e4, 2.4);
    sun.position.set(-2, 3, 2.5);
    // Lit from the camera's left, from wherever one looks.
    this.camera.add(sun);
    this.scene.add(this.camera);

    this.controls = new three.OrbitControls(this.camera, this.canvas);
    this.controls.minDistance = 0.6;
    this.controls.maxDistance = 8;
    this.controls.addEventListener("change", () => this.draw());
    new ResizeObserver(() => this.fit()).observe(stage);
    this.fit();
    this.reset();
  }

  fit() {
    const { clientWidth: width, clientHeight: height } = this.canvas.parentElement;
    if (!width || !height) return;
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  draw() {
    if (this.drawing) return;
    this.drawing = requestAnimationFrame(() => {
      this.drawing = 0;
      this.renderer.render(this.scene, this.camera);
    });
  }

  reset() {
    this.controls.target.set(0, 0, 0);
    this.camera.position.setFromSphericalCoords(2.9, Math.PI / 2 - 0.45, 0.56);
    this.controls.update();
    this.draw();
  }

  /** By angles, and by a factor of the distance. */
  move(turn, lift, nearer = 1) {
    const { controls, camera } = this;
    const from = camera.position.clone().sub(controls.target);
    const at = new this.three.Spherical().setFromVector3(from);
    at.theta += turn;
    at.phi = Math.min(Math.PI - 0.05, Math.max(0.05, at.phi - lift));
    at.radius = Math.min(controls.maxDistance, Math.max(controls.minDistance, at.radius * nearer));
    camera.position.copy(controls.target).add(from.setFromSpherical(at));
    controls.update();
    this.draw();
  }

  wireframe(on) {
    for (const material of this.materials) material.wireframe = on;
    this.draw();
  }

  dimensions(on) {
    this.frame.visible = on;
    this.stage.querySelector("[data-viewer-size]").hidden = !on;
    this.draw();
  }

  /** From where one looks, for those who do not see it. */
  tell() {
    const at = new this.three.Spherical().setFromVector3(this.camera.position.clone().sub(this.controls.target));
    const degrees = Math.round((at.theta * 180) / Math.PI);
    const side = degrees === 0 ? "the front" : Math.abs(degrees) === 180 ? "the back" : `${Math.abs(degrees)}° to the ${degrees > 0 ? "right" : "left"} of the front`;
    const lift = Math.round(90 - (at.phi * 180) / Math.PI);
    this.told.textContent = `Seen from ${side}, ${Math.abs(lift)}° ${lift < 0 ? "below" : "above"}, at ${Math.round(290 / at.radius)}% of the size.`;
  }
}

function connect(view, root, stage, open) {
  const button = (name) => stage.querySelector(`[data-viewer-do="${name}"]`);
  const toggle = (name) => {
    const on = button(name).getAttribute("aria-pressed") !== "true";
    button(name).setAttribute("aria-pressed", on);
    view[name](on);
    view.told.textContent = `${button(name).textContent.trim()} ${on ? "on" : "off"}.`;
  };
  const close = () => {
    stage.hidden = true;
    open.hidden = false;
    open.focus();
    view.told.textContent = "";
  };
  const moved = (...by) => {
    view.move(...by);
    view.tell();
  };
  const acts = {
    nearer: () => moved(0, 0, 0.8),
    farther: () => moved(0, 0, 1.25),
    reset: () => {
      view.reset();
      view.tell();
    },
    wireframe: () => toggle("wireframe"),
    dimensions: () => toggle("dimensions"),
    close,
  };
  const keys = {
    ArrowLeft: () => moved(-STEP, 0),
    ArrowRight: () => moved(STEP, 0),
    ArrowUp: () => moved(0, STEP),
    ArrowDown: () => moved(0, -STEP),
    "+": acts.nearer,
    "=": acts.nearer,
    "-": acts.farther,
    r: acts.reset,
    w: acts.wireframe,
    d: acts.dimensions,
    Escape: close,
  };
  // Once: the stage outlives its being closed, and is opened again as it was left.
  stage.addEventListener("click", (event) => {
    const act = event.target.closest("[data-viewer-do]");
    if (act) acts[act.dataset.viewerDo]();
  });
  view.canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  root.view = view;
}

for (const root of document.querySelectorAll("[data-viewer]")) {
  if (!hasWebGL()) continue;
  const open = root.querySelector("[data-viewer-open]");
  open.hidden = false;
  open.addEventListener("click", () => {
    if (!root.view) return show(root);
    root.querySelector("[data-viewer-stage]").hidden = false;
    open.hidden = true;
    root.view.canvas.focus({ preventScroll: true });
    root.view.tell();
  });
}
