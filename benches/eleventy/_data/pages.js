const fs=require("fs"),path=require("path");
module.exports=function(){const d=path.join(__dirname,"..","guides");const out={guide:[],tier:[],pair:[],guides:{ar:[],en:[]},homes:[],all:[],langs:["ar","en"]};
const ui=JSON.parse(fs.readFileSync(path.join(__dirname,"ui.json"),"utf8"));
const gs=fs.readdirSync(d).sort().map(f=>JSON.parse(fs.readFileSync(path.join(d,f),"utf8")));
for(const g of gs)for(const lang of ["ar","en"]){const add=(k,p,x)=>{const o={lang,g,path:`${p}/`,url:`/${lang}/${p}/`,...x};out[k].push(o);out.all.push({url:o.url,path:o.path,date:g.date});return o};
 const gp=add("guide",g.id,{title:g.title[lang],desc:g.summary[lang]});out.guides[lang].push(gp);
 g.tiers.forEach((t,a)=>{add("tier",`${g.id}/${t.id}`,{a,t,title:`${t.name[lang]} — ${g.title[lang]}`});
  for(let b=a+1;b<g.tiers.length;b++)add("pair",`${g.id}/${t.id}-vs-${g.tiers[b].id}`,{a,b,ta:t,tb:g.tiers[b],title:`${t.name[lang]} × ${g.tiers[b].name[lang]}`});});}
for(const l of ["ar","en"]){out.guides[l].sort((x,y)=>x.g.date===y.g.date?0:x.g.date<y.g.date?1:-1);
 const home={lang:l,path:"",url:`/${l}/`,title:ui[l].guides,desc:ui[l].site};out.homes.push(home);out.all.push({url:home.url,path:"",date:out.guides[l][0].g.date});}
return out;};
